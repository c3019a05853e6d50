"""What would be read from which column, shown before anything comes in."""

from dataclasses import dataclass
from itertools import islice

from redaksi.wire.opened import OpenedFile

from .mapping import Mapping
from .row import Row
from .table import rows_of
from .values import text_in

ROWS = 20
LONGEST = 60


@dataclass(frozen=True)
class PreviewLine:
    """One column: the field that it fills (empty: none), and the first thing in it."""

    column: str
    field: str
    sample: str


def preview(opened: OpenedFile, mapping: Mapping) -> list[PreviewLine]:
    """Each column in the order of the table. Raises `Unreadable` as reading would; the stream is at its beginning again."""
    rows = [row for row in islice(rows_of(opened), ROWS) if isinstance(row, Row)]
    opened.stream.seek(0)
    samples: dict[str, str] = {}
    for row in rows:
        for column, value in row.cells.items():
            samples[column] = samples.get(column) or " ".join(text_in(value).split())[:LONGEST]
    fitted = mapping.fitted(samples)
    field_of = {column: field for field, columns in fitted.columns.items() for column in columns}
    return [PreviewLine(column, field_of.get(column, ""), sample) for column, sample in samples.items()]
