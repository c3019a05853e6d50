"""What a story's page says of the story itself: corrections, and whether it is verified. One query."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from redaksi.press import shown
from redaksi.stories import ledger
from redaksi.stories.models import CorrectionForm, LedgerEntry, LedgerKind, Story

REMEMBERED = "_notes"


@dataclass(frozen=True)
class Notes:
    """`above`: serious corrections; `below`: the others, each list in the order of time.

    `is_open`: it went out unverified, and nobody has told of the result yet. `verified`: who did, while it stands.
    `answers`: entries of other stories whose result this one tells. Printed replies are `front.replies`.
    """

    above: list[LedgerEntry] = field(default_factory=list)
    below: list[LedgerEntry] = field(default_factory=list)
    answers: list[LedgerEntry] = field(default_factory=list)
    is_open: bool = False
    verified: LedgerEntry | None = None

    notice = ledger.NOTICE

    @property
    def corrections(self) -> list[LedgerEntry]:
        return [*self.above, *self.below]


def of_story(story: Story) -> Notes:
    """Empty for what the ledger does not know; what is masked is not told here. Asked once for each fetched story."""
    if story.pk is None:
        return Notes()
    known: Notes | None = getattr(story, REMEMBERED, None)
    if known is None:
        known = _read(story)
        setattr(story, REMEMBERED, known)
    return known


def _read(story: Story) -> Notes:
    entries = [entry for entry in ledger.of_story(story) if not entry.is_masked]
    for entry in entries:
        shown.note_things(entry.story, entry.answer)
    own = [entry for entry in entries if entry.story_id == story.uid]
    corrections = [entry for entry in own if entry.kind == LedgerKind.CORRECTION and entry.said]
    standing = next((entry for entry in reversed(own) if entry.kind in (LedgerKind.UNVERIFIED, LedgerKind.VERIFIED)), None)
    is_open = standing is not None and standing.kind == LedgerKind.UNVERIFIED
    return Notes(
        above=[entry for entry in corrections if entry.act.get("is_serious")],
        below=[entry for entry in corrections if not entry.act.get("is_serious")],
        answers=[entry for entry in entries if entry.story_id != story.uid and _is_update(entry)],
        is_open=is_open,
        verified=standing if standing is not None and not is_open and _is_shown(standing.answer) else None,
    )


def _is_update(entry: LedgerEntry) -> bool:
    return entry.kind == LedgerKind.VERIFIED and _is_shown(entry.story)


def label(entry: LedgerEntry) -> Any:
    """What it is, in a word or two: the form of a correction, else the kind of act."""
    if entry.kind == LedgerKind.CORRECTION:
        return SHORT.get(entry.act.get("form", ""), entry.get_kind_display())
    return entry.get_kind_display()


SHORT = {
    CorrectionForm.RALAT: "Ralat",
    CorrectionForm.KOREKSI: "Koreksi",
    CorrectionForm.KLARIFIKASI: "Klarifikasi",
    CorrectionForm.PEMBARUAN: "Pembaruan",
}
"""The trade's own words, the same in every language of the interface."""


def _is_shown(story: Story | None) -> bool:
    return story is not None and story.is_public
