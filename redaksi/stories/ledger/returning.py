"""The acts of another machine's ledger, into one that says nothing yet: the chain moves whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from redaksi.stories.ledger.chain import wait_for_others
from redaksi.stories.ledger.verifying import verify
from redaksi.stories.models.ledger_entry import LedgerEntry, LedgerKind, LedgerWords
from redaksi.stories.past import LedgerPast


@transaction.atomic
def bring_back(pasts: Iterable[LedgerPast]) -> int:
    """How many came in; none where all of them are here already, word for word of the chain.

    Raises `ValueError` where the ledger here has acts of its own, and for what is no whole chain; `DatabaseError` where the
    database sees that first.
    """
    wait_for_others()
    here = dict(LedgerEntry.objects.values_list("number", "digest"))
    if here:
        if all(here.get(past.number) == past.digest for past in pasts):
            return 0
        raise ValueError(_("the ledger here has entries of its own: that of the archive stays out"))
    count = 0
    for past in pasts:
        _write(past)
        count += 1
    if wrong := verify():
        told = {"number": wrong[0].number, "what": wrong[0].what}
        raise ValueError(_("its ledger is no whole chain: entry %(number)s, %(what)s") % told)
    return count


def _write(past: LedgerPast) -> None:
    entry = LedgerEntry(
        number=past.number,
        uid=past.uid,
        kind=LedgerKind(past.kind),
        story_id=past.story or None,
        answer_id=past.answer or None,
        about_id=past.about or None,
        at=past.at,
        act=past.act,
        seal=past.seal,
        previous=past.previous,
        digest=past.digest,
    )
    entry.full_clean(validate_unique=False, validate_constraints=False, exclude=["story", "answer", "about", "act"])
    entry.write()
    if said := past.words:
        LedgerWords(entry=entry, salt=said.salt, content=said.content, erased_at=said.erased_at).write()
