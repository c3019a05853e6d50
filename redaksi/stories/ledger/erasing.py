"""Words that may not stay: a child's name, a victim's, a person's data. The act stays; the words go, with their salt."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from redaksi.stories.ledger.chain import append
from redaksi.stories.models.ledger_entry import LedgerEntry, LedgerKind, LedgerWords


@transaction.atomic
def erase(entries: Iterable[LedgerEntry], ground: str) -> list[LedgerEntry]:
    """Take the words of these entries out for good; each erasure is an entry of its own. Returns those new entries.

    `ground` says why, in a word of the code (`child`). What is erased already is passed over.
    """
    told = []
    for entry in entries:
        if hasattr(entry, "words") and not entry.is_erased:
            told.append(append(LedgerKind.ERASURE, entry.story, {"ground": ground}, about=entry))
            _take_out(entry)
    return told


def _take_out(entry: LedgerEntry) -> None:
    """Past the ORM, which knows no way; the database lets pass exactly this."""
    table = LedgerWords._meta.db_table
    now = LedgerWords._meta.get_field("erased_at").get_db_prep_save(timezone.now(), connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET salt = '', content = '{{}}', erased_at = %s WHERE entry_id = %s",  # noqa: S608
            [now, entry.number],
        )
    entry.__dict__.pop("words", None)
    entry._state.fields_cache.pop("words", None)
