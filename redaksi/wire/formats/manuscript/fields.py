"""Values out of TOML, each of the kind that its field asks for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from redaksi.wire.item import Unreadable


class Fields:
    """One TOML table, read field by field; what nobody asked for is `left`. Wrong kinds raise `Unreadable`."""

    def __init__(self, table: Any, where: str = "") -> None:
        if not isinstance(table, Mapping):
            raise Unreadable(_("“%(field)s” has to be a table") % {"field": where})
        self.left: dict[str, Any] = dict(table)
        self._where = where

    def text(self, name: str) -> str:
        return self._take(name, str, _("a text"), "")

    def number(self, name: str, default: int, most: int) -> int:
        number = self._take(name, int, _("a whole number"), default)
        if isinstance(number, bool) or not 0 < number <= most:
            self._refuse(name, _("a whole number from 1 to %(most)s") % {"most": most})
        return number

    def moment(self, name: str) -> datetime | None:
        moment = self._take(name, datetime, _("a date, an hour and an offset, like 2022-02-28T22:40:00+07:00"), None)
        if moment and moment.tzinfo is None:
            self._refuse(name, _("a time with an offset, like 2022-02-28T22:40:00+07:00"))
        return moment

    def table(self, name: str) -> "Fields | None":
        return Fields(self.left.pop(name), self._named(name)) if name in self.left else None

    def tables(self, name: str) -> "list[Fields]":
        return [Fields(each, self._named(name)) for each in self._take(name, list, _("a list of tables"), [])]

    def texts(self, name: str) -> list[str]:
        texts = self._take(name, list, _("a list of texts"), [])
        if not all(isinstance(text, str) for text in texts):
            self._refuse(name, _("a list of texts"))
        return texts

    def rows(self, name: str) -> list[list[str]]:
        """A list of rows; numbers in cells become text."""
        rows = self._take(name, list, _("a list of rows"), [])
        if not all(isinstance(row, list) for row in rows):
            self._refuse(name, _("a list of rows"))
        return [[cell if isinstance(cell, str) else str(cell) for cell in row] for row in rows]

    def needed(self, name: str) -> str:
        text = self.text(name).strip()
        if not text:
            raise Unreadable(_("“%(field)s” is missing") % {"field": self._named(name)})
        return text

    def _take(self, name: str, kind: type, wanted: str, default: Any) -> Any:
        if name not in self.left:
            return default
        value = self.left.pop(name)
        if not isinstance(value, kind):
            self._refuse(name, wanted)
        return value

    def _refuse(self, name: str, wanted: str) -> None:
        raise Unreadable(_("“%(field)s” has to be %(wanted)s") % {"field": self._named(name), "wanted": wanted})

    def _named(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name
