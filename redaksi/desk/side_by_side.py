"""A passage as two texts have it, the words marked that are the same."""

from difflib import SequenceMatcher

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from redaksi.archive.duplicates import Passage

MOST_PASSAGES = 12
MOST_WORDS = 120
"""Of one passage: who sees as many alike has seen enough."""


def side_by_side(passages: tuple[Passage, ...]) -> list[tuple[SafeString, SafeString]]:
    return [_pair(passage) for passage in passages[:MOST_PASSAGES]]


def _pair(passage: Passage) -> tuple[SafeString, SafeString]:
    here, there = passage.here.split(), passage.there.split()
    matcher = SequenceMatcher(None, _bare(here), _bare(there), autojunk=False)
    alike = [block for block in matcher.get_matching_blocks() if block.size]
    return (
        _marked(here, [(block.a, block.a + block.size) for block in alike]),
        _marked(there, [(block.b, block.b + block.size) for block in alike]),
    )


def _bare(words: list[str]) -> list[str]:
    """Capitals and punctuation make no difference."""
    return ["".join(filter(str.isalnum, word)).casefold() for word in words[:MOST_WORDS]]


def _marked(words: list[str], alike: list[tuple[int, int]]) -> SafeString:
    parts: list[str] = []
    done = 0
    for start, end in alike:
        parts += [*map(escape, words[done:start]), format_html("<mark>{}</mark>", " ".join(words[start:end]))]
        done = end
    parts += [*map(escape, words[done:MOST_WORDS]), *(["…"] if len(words) > MOST_WORDS else [])]
    return mark_safe(" ".join(parts))  # noqa: S308 - every part of it is escaped
