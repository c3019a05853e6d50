"""An Excel workbook: the first sheet that has rows under a row of names."""

import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from redaksi.wire.item import Unreadable

from .row import BrokenRow, Row

MOST_COLUMNS = 1000
MOST_BYTES = 1 << 30
MOST_TIMES = 200  # how much larger than the file its parts may become


def rows(stream: BinaryIO) -> Iterator[Row | BrokenRow]:
    """Raises `Unreadable` for what is no workbook, or one that swells."""
    _check_size(stream)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            yield from (row for sheet in book.worksheets[:1] for row in _rows(sheet))
        except Unreadable:
            raise
        except Exception as error:  # openpyxl raises what its XML raises: a dozen kinds
            raise Unreadable(_("not a workbook that can be read: %(error)s") % {"error": str(error)[:150]}) from error


def _check_size(stream: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(stream) as parts:
            packed = sum(part.compress_size for part in parts.infolist())
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(_("not a workbook that can be read: %(error)s") % {"error": error}) from error
    if unpacked > MOST_BYTES or unpacked > MOST_TIMES * max(packed, 1 << 16):
        raise Unreadable(_("a workbook that becomes too large when it is opened"))
    stream.seek(0)


def _rows(sheet: Any) -> Iterator[Row]:
    names: list[str] = []
    for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
        if not any(value not in (None, "") for value in values):
            continue
        if not names:
            names = [_name(value, place) for place, value in enumerate(values, start=1)]
            continue
        yield Row(number, {name: value for name, value in zip(names, values, strict=False) if value is not None})


def _name(value: Any, place: int) -> str:
    return " ".join(str(value or "").split())[:100] or _("column %(number)s") % {"number": place}
