"""Whether the ledger is what it was: every link of the chain, every seal, every guard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from redaksi.stories.ledger import guards
from redaksi.stories.ledger.chain import digest_of, seal_of
from redaksi.stories.models.ledger_entry import LedgerEntry, LedgerKind

CHUNK = 2_000


@dataclass(frozen=True)
class Finding:
    """What is wrong, as a word of the code, and with which entry: 0 for the whole."""

    number: int
    what: str


def verify(known: Mapping[int, str] | None = None) -> list[Finding]:
    """Empty where nothing was removed, altered, added between, or erased in silence. Two queries and one for the guards.

    `known` are digests that somebody else kept, by number: a backup's, or a head that was written down.
    """
    return [*_guards(), *_chain(known or {})]


def _guards() -> Iterator[Finding]:
    yield from (Finding(0, f"guard-missing:{name}") for name in guards.missing())


def _chain(known: Mapping[int, str]) -> Iterator[Finding]:
    erased_in_the_open = set(LedgerEntry.objects.filter(kind=LedgerKind.ERASURE).values_list("about_id", flat=True))
    before, previous, seen = 0, "", set()
    last_at = None
    for entry in LedgerEntry.objects.select_related("words").order_by("number").iterator(CHUNK):
        if entry.number != before + 1:
            yield Finding(entry.number, "gap-before")
        if entry.previous != previous:
            yield Finding(entry.number, "chain-broken")
        if entry.digest != digest_of(entry):
            yield Finding(entry.number, "altered")
        if last_at is not None and entry.at < last_at:
            yield Finding(entry.number, "backdated")
        yield from _words(entry, entry.uid in erased_in_the_open)
        if entry.number in known:
            seen.add(entry.number)
            if known[entry.number] != entry.digest:
                yield Finding(entry.number, "not-as-known")
        before, previous, last_at = entry.number, entry.digest, entry.at
    yield from (Finding(number, "gone") for number in sorted(set(known) - seen))


def _words(entry: LedgerEntry, may_be_erased: bool) -> Iterator[Finding]:
    words = getattr(entry, "words", None)
    if words is None:
        if entry.seal:
            yield Finding(entry.number, "words-removed")
    elif words.erased_at:
        if words.content or words.salt:
            yield Finding(entry.number, "erased-by-half")
        if not may_be_erased:
            yield Finding(entry.number, "erased-in-silence")
    elif not _is_sealed(words.salt, words.content, entry.seal):
        yield Finding(entry.number, "words-altered")


def _is_sealed(salt: str, content: dict[str, object], seal: str) -> bool:
    try:
        return seal_of(salt, content) == seal
    except ValueError:
        return False
