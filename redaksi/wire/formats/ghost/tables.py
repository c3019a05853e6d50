"""The tables of an export: what Ghost's database holds, wrong types taken for nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Self

from django.utils.translation import gettext as _

from redaksi.wire.item import Unreadable
from redaksi.wire.legible import legible, line
from redaksi.wire.opened import OpenedFile

MOST_BYTES = 1 << 29


class Row:
    """One row, read field by field."""

    def __init__(self, row: Any) -> None:
        self._row: dict[str, Any] = row if isinstance(row, dict) else {}

    def __contains__(self, name: str) -> bool:
        return self._row.get(name) not in (None, "", [], {})

    def raw(self, name: str) -> Any:
        return self._row.get(name)

    def text(self, name: str) -> str:
        value = self._row.get(name)
        return legible(value).strip() if isinstance(value, str) else ""

    def line(self, name: str) -> str:
        value = self._row.get(name)
        return line(value) if isinstance(value, str) else ""

    def id(self, name: str = "id") -> str:
        """Numbers in old exports, hexadecimal in new ones."""
        value = self._row.get(name)
        return str(value)[:64] if isinstance(value, str | int) and not isinstance(value, bool) else ""

    def number(self, name: str) -> int:
        value = self._row.get(name)
        return value if isinstance(value, int) and abs(value) < 1 << 40 else 0


class Tables:
    def __init__(self, tables: dict[str, Any]) -> None:
        self._tables = tables

    @classmethod
    def of(cls, opened: OpenedFile) -> Self:
        """Raises `Unreadable` where it is no export."""
        raw = opened.stream.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise Unreadable(_("larger than %(limit)s MB, more than one text may be") % {"limit": MOST_BYTES >> 20})
        try:
            whole = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise Unreadable(_("not valid JSON: %(error)s") % {"error": str(error)[:150]}) from error
        databases = whole.get("db") if isinstance(whole, dict) else None
        base = databases[0] if isinstance(databases, list) and databases else whole
        tables = base.get("data") if isinstance(base, dict) else None
        if not isinstance(tables, dict) or not isinstance(tables.get("posts"), list):
            raise Unreadable(_("no export of Ghost: it has no posts"))
        return cls(tables)

    def __getitem__(self, name: str) -> Iterator[Row]:
        rows = self._tables.get(name)
        yield from (Row(row) for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()

    def count(self, name: str) -> int:
        return sum(1 for _row in self[name])

    def by_id(self, name: str, key: str = "id") -> dict[str, Row]:
        return {row.id(key): row for row in self[name] if row.id(key)}

    def linked(self, name: str, key: str, table: dict[str, Row]) -> dict[str, list[Row]]:
        """The rows of another table that belong to each post, in their order."""
        links = sorted(self[name], key=lambda link: link.number("sort_order"))
        found: dict[str, dict[str, Row]] = {}
        for link in links:
            if row := table.get(link.id(key)):
                found.setdefault(link.id("post_id"), {}).setdefault(link.id(key), row)
        return {post: list(rows.values()) for post, rows in found.items()}

    @property
    def settings(self) -> dict[str, str]:
        return {row.line("key"): row.line("value") for row in self["settings"]}
