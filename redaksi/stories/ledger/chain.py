"""Each entry holds the digest of the one before it."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from redaksi.stories.models.ledger_entry import LedgerEntry, LedgerKind, LedgerWords

if TYPE_CHECKING:
    from redaksi.stories.models import Story

LOCK = 7_040_1999  # PostgreSQL's name for the right to append, held until the end of the transaction
FORMAT = 1


@transaction.atomic
def append(
    kind: LedgerKind,
    story: Story | None,
    act: Mapping[str, Any] | None = None,
    words: Mapping[str, Any] | None = None,
    *,
    answer: Story | None = None,
    about: LedgerEntry | None = None,
) -> LedgerEntry:
    """Write the next entry, in the caller's transaction; everybody else who appends waits for its end: append last.

    `act` holds what may never be erased: strings, whole numbers, booleans, lists and dictionaries of these, and no personal
    datum. `words` hold the rest, for readers and for the desk. Its time is now, and never before that of the entry before.
    """
    wait_for_others()
    last = head()
    entry = LedgerEntry(
        number=last.number + 1 if last else 1,
        kind=LedgerKind(kind),
        story_id=story.uid if story else None,
        answer_id=answer.uid if answer else None,
        about_id=about.uid if about else None,
        at=max(timezone.now(), last.at) if last else timezone.now(),
        act=_clean(dict(act or {})),
        previous=last.digest if last else "",
    )
    said = LedgerWords(entry=entry, salt=secrets.token_hex(32), content=_clean(dict(words))) if words else None
    entry.seal = seal_of(said.salt, said.content) if said else ""
    entry.digest = digest_of(entry)
    entry.write()
    if said:
        said.write()
    return entry


def head() -> LedgerEntry | None:
    """The last entry: its digest stands for all of them. One query."""
    return LedgerEntry.objects.order_by("-number").first()


def digest_of(entry: LedgerEntry) -> str:
    """SHA-256, in hexadecimal, of all that the entry says, and of the digest before it."""
    uids = [str(uid) if uid else None for uid in (entry.uid, entry.story_id, entry.answer_id, entry.about_id)]
    told = [FORMAT, entry.number, entry.kind, *uids, moment(entry.at), entry.act, entry.seal, entry.previous]
    return hashlib.sha256(canonical(told)).hexdigest()


def seal_of(salt: str, content: Mapping[str, Any]) -> str:
    """HMAC-SHA-256, in hexadecimal: who does not know the salt cannot guess at the words."""
    return hmac.new(bytes.fromhex(salt), canonical(content), hashlib.sha256).hexdigest()


def canonical(value: Any) -> bytes:
    """The one JSON of a value: keys in order, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def moment(at: datetime) -> str:
    """With microseconds, in UTC: `2026-11-23T08:30:00.000000+00:00`."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def wait_for_others() -> None:
    """SQLite lets one transaction write at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _clean(value: Any) -> Any:
    """As every database gives it back: without NUL and half characters, keys that are text, no fractions."""
    match value:
        case str():
            return value.replace("\0", "").encode(errors="replace").decode()
        case dict():
            return {str(key): _clean(part) for key, part in value.items()}
        case list() | tuple():
            return [_clean(part) for part in value]
        case None | bool() | int():
            return value
    raise TypeError(f"the ledger keeps no {type(value).__name__}")
