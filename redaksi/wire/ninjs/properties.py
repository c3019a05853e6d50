"""Properties of a ninjs object, each of the kind that its reader asks for; all else is told, and nothing is refused."""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from django.utils.translation import gettext as _

from redaksi.wire.legible import legible, line
from redaksi.wire.moments import moment_of

MOST = 1000  # of one kind, in one item


class Properties:
    """One object; what nobody asked for is `left`. Each wrong value is a line in `notes`."""

    def __init__(self, given: Mapping[str, Any], notes: list[str], where: str = "") -> None:
        self.left: dict[str, Any] = dict(given)
        self.notes = notes
        self._where = where

    def line(self, name: str) -> str:
        return line(self._text(name))

    def text(self, name: str) -> str:
        """Its lines stay lines."""
        return legible(self._text(name)).strip()

    def moment(self, name: str, zone: tzinfo) -> datetime | None:
        text = self.line(name)
        try:
            return moment_of(text, zone) if text else None
        except ValueError:
            self._note(name, _("no date that can be: %(value)s") % {"value": text[:40]})
            return None

    def number(self, name: str) -> int | None:
        value = self.left.pop(name, None)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        if isinstance(value, float) and value.is_integer():
            return int(value)
        self._note(name, _("no whole number"))
        return None

    def rows(self, name: str) -> Iterator["Properties"]:
        """A list of objects; one object alone is taken as a list of it."""
        value = self.left.pop(name, None)
        rows = value if isinstance(value, list) else [] if value is None else [value]
        if len(rows) > MOST:
            self._note(name, _("all after the first %(count)s") % {"count": MOST})
        for row in rows[:MOST]:
            if isinstance(row, Mapping):
                yield Properties(row, self.notes, self._named(name))
            else:
                self._note(name, _("no list of objects"))

    def row(self, name: str) -> "Properties":
        return next(self.rows(name), Properties({}, self.notes))

    def drop(self, *names: str) -> None:
        for name in names:
            self.left.pop(name, None)

    def _text(self, name: str) -> str:
        value = self.left.pop(name, None)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if value is None or isinstance(value, str):
            return value or ""
        self._note(name, _("no text"))
        return ""

    def _note(self, name: str, why: str) -> None:
        self.notes.append(_("“%(field)s” is left out: %(why)s") % {"field": self._named(name), "why": why})

    def _named(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name
