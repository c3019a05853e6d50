"""Spelling: forms that are not standard, and words one slip away from a likelier one."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from redaksi.desk.checking import Finding, Part, Result, Text
from redaksi.desk.checking.text import Word
from redaksi.desk.spelling.lexicon import lexicon
from redaksi.desk.spelling.nonstandard import standard_form
from redaksi.desk.spelling.suggesting import suggestions

SHORTEST = 3
LONG = 8  # letters from which a word that is none stops a headline: the shorter may be an abbreviation or a name
LONG_AT_BEGINNING = 6  # the same for doubting a word that begins a sentence, where a name looks like any word
NOT_SPELT = {"slug", "file", "metadata", "alt", "topics"}


def check(text: Text) -> Iterator[Finding]:
    for part in text.parts:
        if part.field not in NOT_SPELT and (part.field == "headline" or not text.is_for_publication):
            seen: dict[str, int] = {}
            for word in part.words:
                nth = seen[word.text] = seen.get(word.text, -1) + 1
                yield from _of(word, nth, part, text)


def _of(word: Word, nth: int, part: Part, text: Text) -> Iterator[Finding]:
    is_abbreviation = word.text.isupper() and part.field != "headline"
    if len(word.text) < SHORTEST or is_abbreviation:
        return
    better = standard_form(word.small)
    meant = (better,) if better and not _is_name(word, part, text) else _meant(word, part, text)
    if meant and not text.names(word.small):
        yield _finding(word, nth, part, meant, is_fact=meant == (better,))


def _finding(word: Word, nth: int, part: Part, meant: tuple[str, ...], is_fact: bool) -> Finding:
    written = tuple(_cased(each, word.text) for each in meant)
    told = {"word": word.text, "meant": written[0]}
    say = (
        _("“%(word)s” is not the standard form; write “%(meant)s”.") if is_fact else _("“%(word)s”: “%(meant)s” may be meant.")
    )
    is_sure = _is_misspelt(word.small, meant[0]) if is_fact else len(word.text) >= LONG
    stops = part.field == "headline" and is_sure
    return Finding(
        "ejaan",
        Result.STOP if stops else Result.WARN,
        part.field,
        part.start + word.start,
        part.start + word.end,
        word.text,
        say % told,
        written,
        part.block,
        nth,
        word.small,
    )


def _is_misspelt(word: str, meant: str) -> bool:
    """A slip, not a matter of the standard: *negoisasi* has the letters of *negosiasi*, *praktek* not those of *praktik*."""
    return sorted(word) == sorted(meant)


def _meant(word: Word, part: Part, text: Text) -> tuple[str, ...]:
    if "-" in word.text or "'" in word.text or "’" in word.text:
        return _of_pair(word, part, text)
    if word.text.islower() or _is_doubtful_with_capital(word, part, text):
        own = text.small_counts
        is_repeated = own[word.small] > (part.field != "headline")
        return tuple(suggestions(word.small, lambda other: own[other] > 0, is_repeated))
    return ()


def _is_doubtful_with_capital(word: Word, part: Part, text: Text) -> bool:
    """Where every word may have a capital, only what is no word at all is doubted."""
    if not word.text[1:].islower() or _is_name(word, part, text) or lexicon().knows(word.small):
        return False
    return len(word.text) >= LONG_AT_BEGINNING


def _of_pair(word: Word, part: Part, text: Text) -> tuple[str, ...]:
    """*anak-anka*: each half by itself, where all is written small; *Jum'at* and foreign pairs are left alone."""
    halves = word.text.split("-")
    if (
        not word.text.islower()
        or len(halves) != 2
        or min(map(len, halves)) <= SHORTEST
        or not word.text.replace("-", "").isalpha()
    ):
        return ()
    first, second = halves
    if len(first) == len(second) and first != second and sorted(first) == sorted(second):
        return (f"{first}-{first}",)
    return ()


def _is_name(word: Word, part: Part, text: Text) -> bool:
    """A capital that the place does not ask for, here or elsewhere in the text."""
    if not word.text[:1].isupper():
        return text.names_inside[word.small] > 0 and text.small_counts[word.small] == text.names_inside[word.small]
    if part.field == "headline" or part.kind == "heading":
        return text.names_inside[word.small] > 0 and word.small not in text.counts
    return not word.begins or text.names_inside[word.small] > 0


def _cased(meant: str, written: str) -> str:
    if written.isupper() and len(written) > 1:
        return meant.upper()
    return meant[:1].upper() + meant[1:] if written[:1].isupper() else meant
