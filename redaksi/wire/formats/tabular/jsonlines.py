"""JSONL: one object a line."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from .lines import Lines
from .row import BrokenRow, Row


def rows(stream: BinaryIO, head: bytes) -> Iterator[Row | BrokenRow]:
    lines = Lines(stream, head)
    for line in lines:
        if line.strip():
            yield _row(line, lines)


def _row(line: str, lines: Lines) -> Row | BrokenRow:
    try:
        cells = json.loads(line)
    except (ValueError, RecursionError) as error:
        return BrokenRow(lines.number, not_json(error))
    if not isinstance(cells, dict):
        return BrokenRow(lines.number, _("not an object with names and values"))
    return Row(lines.number, cells, lines.notes())


def not_json(error: Exception) -> str:
    return _("not valid JSON: %(error)s") % {"error": str(error)[:150]}
