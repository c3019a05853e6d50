"""Stories for an archive of any size: real ones where there are any beside the project, else those that `archive` makes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from redaksi.lib.home import PROJECT

if TYPE_CHECKING:
    from redaksi.stories.copy import StoryCopy

FOLDER = Path(os.environ.get("REDAKSI_DATA") or PROJECT.parent / "shared" / "data")
TABLES = "id-news-*/dev/*.jsonl.gz"
YEARS = 20
SHORTEST = 50  # words: what is less is a caption
SECTIONS = ("Nasional", "Dunia", "Ekonomi", "Olahraga", "Budaya", "Sains", "Daerah", "Teknologi")


def stories(how_many: int) -> Iterator[StoryCopy]:
    """So many, from twenty years ago until now. Real ones come again and again, each time under a key and a day of its own."""
    real = list(real_stories())
    if not real:
        from redaksi.cli.benchmarks import archive

        yield from archive.stories(how_many)
        return
    step = timedelta(days=365 * YEARS) / how_many
    first = datetime.now(UTC) - timedelta(days=365 * YEARS)
    for number in range(how_many):
        copy = real[number % len(real)]
        yield replace(
            copy,
            section=SECTIONS[number % len(SECTIONS)],
            identifier=str(number),
            source="arsip.example",
            old_addresses=[],
            published_at=first + number * step,
            updated_at=None,
        )


def real_stories(tables: str = TABLES) -> Iterator[StoryCopy]:
    from django.utils import timezone

    from redaksi.wire.formats import tabular
    from redaksi.wire.item import House, Item
    from redaksi.wire.packed import unpacked
    from redaksi.wire.refusal import Refusal

    house = House(timezone.get_default_timezone(), datetime.now(UTC))
    for path in sorted(FOLDER.glob(tables)):
        for file in unpacked(path, path.name):
            if not isinstance(file, Refusal):
                yield from (item.copy for item in tabular.read(file, house) if isinstance(item, Item) and _is_long(item.copy))


def _is_long(copy: StoryCopy) -> bool:
    return sum(len(str(block.value).split()) for block in copy.body) >= SHORTEST
