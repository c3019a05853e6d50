"""Where the candidates for *Berita Terkait* are taken from: some sixty at most, whatever the archive's size."""

from __future__ import annotations

from dataclasses import dataclass

from redaksi.archive.profile import Profile

DAY = 24


@dataclass(frozen=True)
class Shelf:
    """So many stories of those published between two hours (from 1970, UTC; None: any), by terms or the newest of a section."""

    how_many: int
    since: int | None = None
    until: int | None = None
    is_newest_of_section: bool = False


def shelves_for(source: Profile) -> tuple[Shelf, ...]:
    """What is near in words and days, what is near in words, and what the section brought last before it."""
    anything = Shelf(20)
    if source.hour is None:
        return (Shelf(60),)
    around = Shelf(30, source.hour - 7 * DAY, source.hour + DAY)
    return (around, anything, Shelf(12, until=source.hour, is_newest_of_section=True))
