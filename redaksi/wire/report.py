"""What a run of the wire tells when it is done: how much came in, and every word and item that did not."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

MOST_NOTES = 100
LONGEST = 300


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
    approximate_dates: list[dict[str, str]] = field(default_factory=list)
    """`{"item", "date"}` where no date of publication was given and one was found in the text."""
    new_versions: int = 0
    photos: int = 0
    words: int = 0
    batch: str = ""
    """Under this number the run is known; empty where nothing was written."""
    site: dict[str, str] = field(default_factory=dict)
    """`{"name", "tagline"}` that an edition gives its paper. Nothing is done with it here."""
    is_dry_run: bool = False

    def skip(self, item: str, reason: str) -> None:
        self.skipped.append({"item": item, "reason": _in_a_line(reason)})

    def note(self, item: str, notes: Sequence[str]) -> None:
        """What was found in one item; beyond a hundred notes only how many there are."""
        shown = [{"item": item, "note": _in_a_line(note)} for note in notes[:MOST_NOTES]]
        if len(notes) > MOST_NOTES:
            shown.append({"item": item, "note": _("and %(count)s more") % {"count": len(notes) - MOST_NOTES}})
        self.unplaced += shown

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _in_a_line(text: str) -> str:
    line = " ".join(text[: LONGEST + 1].split())
    return line if len(text) <= LONGEST else f"{line[: LONGEST - 1]}…"
