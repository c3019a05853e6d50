"""The checks' word on publication: `stories.rules` asks it on every way there is, and knows nothing of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from redaksi.desk.checking import checks
from redaksi.desk.checking.finding import Result
from redaksi.desk.checking.of_story import text_of
from redaksi.stories.rules import Reason

if TYPE_CHECKING:
    from redaksi.stories.models import Story

# What `stories.rules` says itself, and what only warns, is not asked for again.
STOPPING = ("identitas", "ejaan", "tanggal", "tautan")
FIELDS = {"headline": "title", "alt": "body", "caption": "body", "file": "body", "metadata": "body", "photo": "lead_photo"}


def objections(story: Story, at: datetime) -> Iterator[Reason]:
    """A reason for each finding that stops, naming the words where it points at some."""
    text = text_of(story, at, is_for_publication=True)
    for finding in checks.findings(text, only=STOPPING):
        if finding.result == Result.STOP:
            named = (
                f"“{finding.text}”: {finding.message}"
                if finding.text and finding.text not in finding.message
                else finding.message
            )
            yield Reason(FIELDS.get(finding.field, finding.field), named, finding.check)
