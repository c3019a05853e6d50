"""The fields of the index. Whoever changes one gives `VERSION` the next number: then the index is made anew by itself."""

from __future__ import annotations

import tantivy

from redaksi.archive.entry import Entry, State

VERSION = 2
TOKENIZER = "spaces"
_EARLIEST = 2**33  # seconds: so much is added to a moment, which may lie before 1970
WEEK = 7 * 24 * 60 * 60
_KEY_BITS = 27
_LATEST = 2**37 - 1  # the year 6000 and something: what comes later does not fit beside the key


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("title", "text", "near"):
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="freq")
    builder.add_text_field("surface", tokenizer_name=TOKENIZER, index_option="position")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    for name in ("id", "section", "contributor", "year"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("state", "storyline", "owner", "topic", "week"):
        builder.add_unsigned_field(name, indexed=True)
    for name in ("stamp", "order", "embargo"):
        builder.add_unsigned_field(name, fast=True)
    builder.add_bytes_field("profile", stored=True)
    return builder.build()


def register(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer(TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def order_of(moment: int, story_id: int = 0) -> int:
    """Sorts by time, and what is of one second by the key."""
    return min(max(0, moment + _EARLIEST), _LATEST) << _KEY_BITS | story_id % (1 << _KEY_BITS)


def week_of(moment: int) -> int:
    """Few stories have the same one, however large the archive: a list of them is soon read where a range of `order` is not."""
    return min(max(0, moment + _EARLIEST), _LATEST) // WEEK


def document(entry: Entry) -> tantivy.Document:
    made = tantivy.Document()
    for name in ("title", "text", "near", "surface", "language"):
        made.add_text(name, getattr(entry, name))
    for name in ("id", "stamp", "year", "section", "storyline", "owner"):
        value = getattr(entry, name)
        if value is not None:
            made.add_unsigned(name, value)
    made.add_unsigned("state", State(entry.state))
    made.add_unsigned("order", order_of(entry.moment, entry.id))
    made.add_unsigned("week", week_of(entry.moment))
    if entry.embargoed_until is not None:
        made.add_unsigned("embargo", max(0, entry.embargoed_until))
    for topic in entry.topics:
        made.add_unsigned("topic", topic)
    for contributor in entry.contributors:
        made.add_unsigned("contributor", contributor)
    made.add_bytes("profile", entry.profile)
    return made
