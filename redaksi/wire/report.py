"""What a run of the wire tells when it is done: how much came in, and every word and item that did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from redaksi.stories.copy import StoryCopy

MOST_NOTES = 100
MOST_LISTED = 50_000
LONGEST = 300
PARTS = ("section", "date", "hour", "byline", "quote", "dateline", "photo")


@dataclass
class Report:
    """`as_json()` is what `redaksi import --report` writes; docs/formats/report.md explains each key."""

    items: int = 0
    """How many the files hold, those that did not come in among them."""
    stories: int = 0
    """How many were written: new stories, and new versions of those that had come before."""
    skipped: list[dict[str, str]] = field(default_factory=list)
    """`{"item", "reason"}` of each that was not written; unchanged ones too."""
    urls: list[str] = field(default_factory=list)
    """Of stories that are public their addresses; of drafts and new versions the page where they are edited."""
    unplaced: list[dict[str, str]] = field(default_factory=list)
    """`{"item", "note"}` of what found no place of its own, and of what was changed so that it fits."""
    left_out: list[dict[str, str]] = field(default_factory=list)
    """`{"item", "note"}` of furniture: recognized, and no part of the story."""
    recognized: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    """Of `stories`, how many came with a section, a day of publication, its hour, … Where little is recognized, look why."""
    approximate_dates: list[dict[str, str]] = field(default_factory=list)
    """`{"item", "date"}` where no date of publication was given and one was found in the text."""
    new_versions: int = 0
    unchanged: int = 0
    """How many were here already, the same to the letter."""
    illustrated: int = 0
    """How many were here already, the same to the letter, and got pictures that could not be had before."""
    not_taken: dict[str, int] = field(default_factory=dict)
    """By reason, how many did not come in; the unchanged ones are not among them."""
    not_listed: int = 0
    """How many lines of the lists above were left out, so that a run of a million stays readable."""
    photos: int = 0
    words: int = 0
    comments: int = 0
    """How many readers' comments came with the stories: kept aside in a file, `imports/<batch>/comments.jsonl` in the home."""
    ledger: int = 0
    """How many entries of the ledger an archive of ours brought back."""
    batch: str = ""
    """Under this number the run is known; empty where nothing was written."""
    site: dict[str, str] = field(default_factory=dict)
    """`{"name", "tagline"}` that an edition gives its paper. Nothing is done with it here."""
    is_dry_run: bool = False
    proof: dict[str, Any] = field(default_factory=dict)
    """What the items held and what the database holds of it, kind by kind; empty where the run broke off."""

    def refuse(self, item: str, reason: str, count: int = 1) -> None:
        """Of items that never came so far as to be counted."""
        self.items += count
        self.skip(item, reason, count)

    def skip(self, item: str, reason: str, count: int = 1) -> None:
        line = _in_a_line(reason)
        self.not_taken[line] = self.not_taken.get(line, 0) + count
        self._list(self.skipped, item, "reason", line)

    def is_unchanged(self, item: str) -> None:
        self.unchanged += 1
        self._list(self.skipped, item, "reason", _("unchanged since it came in"))

    def _list(self, lines: list[dict[str, str]], item: str, key: str, text: str) -> None:
        """A million lines would be read by nobody, and fill the memory."""
        if len(lines) < MOST_LISTED:
            lines.append({"item": item, key: text})
        else:
            self.not_listed += 1

    def recognize(self, copy: StoryCopy) -> None:
        kinds = {block.kind for block in copy.body}
        found = {
            "section": copy.section,
            "date": copy.published_at,
            "hour": copy.published_at and not copy.is_published_at_approximate,
            "byline": copy.bylines,
            "quote": "quote" in kinds,
            "dateline": copy.dateline,
            "photo": copy.lead_photo or kinds & {"photo", "gallery"},
        }
        for part, is_there in found.items():
            self.recognized[part] += bool(is_there)

    def note(self, item: str, notes: Sequence[str]) -> None:
        """What was found in one item; beyond a hundred notes only how many there are."""
        for note in notes[:MOST_NOTES]:
            self._list(self.unplaced, item, "note", _in_a_line(note))
        if len(notes) > MOST_NOTES:
            self._list(self.unplaced, item, "note", _("and %(count)s more") % {"count": len(notes) - MOST_NOTES})

    def leave_out(self, item: str, notes: Sequence[str]) -> None:
        for note in notes:
            self._list(self.left_out, item, "note", note)

    def date_by_text(self, item: str, day: date) -> None:
        self._list(self.approximate_dates, item, "date", day.isoformat())

    def is_at(self, url: str) -> None:
        if len(self.urls) < MOST_LISTED:
            self.urls.append(url)
        else:
            self.not_listed += 1

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _in_a_line(text: str) -> str:
    line = " ".join(text[: LONGEST + 1].split())
    return line if len(text) <= LONGEST else f"{line[: LONGEST - 1]}…"
