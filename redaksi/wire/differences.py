"""What changed between two versions of a text, in few lines for a person to read."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile, zip_longest

from django.utils.translation import gettext as _

from redaksi.wire.fitting import cut

MOST_PARAGRAPHS = 400
MOST_LINES = 20
LONGEST_LINE = 300
CONTEXT = 5  # words before and after what changed
TELLING = 4  # words: what is shorter is a counter or a link as often as a sentence
_WORD = re.compile(r"\w+")


def between(before: str, after: str) -> str:
    """A line for each thing that changed, removed paragraphs with “−”, new ones with “+”; empty where nothing did.

    Both as `wording.text_of` gives them. Spaces, punctuation, capitals and lines of a few words do not count.
    """
    old_head, *old = before.split("\n")
    new_head, *new = after.split("\n")
    lines = [*_headline(old_head, new_head), *_paragraphs(_telling(old), _telling(new))]
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [_("… and more changes")]
    return "\n".join(lines)


def _headline(before: str, after: str) -> Iterator[str]:
    if _key(before) != _key(after):
        yield _("Headline: “%(before)s” → “%(after)s”") % {"before": cut(before, 150), "after": cut(after, 150)}


def _telling(paragraphs: list[str]) -> list[str]:
    return [text for text in paragraphs[:MOST_PARAGRAPHS] if len(text.split()) >= TELLING]


def _paragraphs(before: list[str], after: list[str]) -> Iterator[str]:
    """What only moved to another place is no change."""
    keys_before, keys_after = [_key(text) for text in before], [_key(text) for text in after]
    stayed = {*keys_before} & {*keys_after}
    steps = SequenceMatcher(None, keys_before, keys_after, autojunk=False).get_opcodes()
    for tag, start, end, new_start, new_end in steps:
        if tag != "equal":
            gone = [before[at] for at in range(start, end) if keys_before[at] not in stayed]
            come = [after[at] for at in range(new_start, new_end) if keys_after[at] not in stayed]
            for old, new in zip_longest(gone, come):
                yield from _changed(old, new) if old and new else _told(old, new)


def _told(old: str | None, new: str | None) -> Iterator[str]:
    if old:
        yield f"− {cut(old, LONGEST_LINE)}"
    if new:
        yield f"+ {cut(new, LONGEST_LINE)}"


def _changed(old: str, new: str) -> Iterator[str]:
    """Only the part that is another, with a few words around it."""
    words, others = old.split(), new.split()
    same = _same(words, others)
    same_end = _same(words[same:][::-1], others[same:][::-1])
    start = max(0, same - CONTEXT)
    return _told(*(_part(each, start, len(each) - max(0, same_end - CONTEXT)) for each in (words, others)))


def _same(words: list[str], others: list[str]) -> int:
    """How many they have in common at their beginnings."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False)))


def _part(words: list[str], start: int, end: int) -> str:
    return ("… " if start else "") + " ".join(words[start:end]) + (" …" if end < len(words) else "")


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
