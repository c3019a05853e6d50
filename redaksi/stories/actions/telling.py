"""What an entry of the ledger means for whoever reads the story."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from redaksi.stories import ledger
from redaksi.stories.models import LedgerEntry, LedgerKind, Story, Unverified
from redaksi.stories.signals import story_corrected


def tell_readers(story: Story, entry: LedgerEntry) -> None:
    """Whatever shows the story is made anew: it has more to say since this entry."""
    story = Story.objects.get(pk=story.pk)
    if story.is_public:
        story.last_published_at = entry.at
        story.save(update_fields=["last_published_at"], clean=False)
    transaction.on_commit(partial(story_corrected.send_robust, sender=Story, story=story, entry=entry))


def note_unverified(story: Story) -> LedgerEntry:
    """Readers see it from now on, and with it the notice: when it is published, or was before it was found unverified."""
    opened = Unverified.objects.get(story=story.pk, closed_at=None)
    words = {"public_interest": opened.public_interest, "source": opened.source, "unreachable": opened.unreachable}
    by = opened.opened_by.get_username() if opened.opened_by else ""
    entry = ledger.append(LedgerKind.UNVERIFIED, story, {}, {**words, "by": by})
    Unverified.objects.filter(pk=opened.pk).update(is_told=True)
    return entry
