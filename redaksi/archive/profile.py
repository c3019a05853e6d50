"""What a story is compared by: a page of text boiled down to about a kilobyte."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import takewhile
from operator import itemgetter

from redaksi.archive.names import names_in
from redaksi.archive.words import WORD, stem_of, stems

MOST_TERMS = 96
MOST_FORMS = 60
HEADLINE_COUNTS = 3
LONGEST_TEXT = 40_000
MOST_BY_CHANCE = 2  # sentences that begin with the same word
MOST_COUNTED = 90
LOGARITHMS = [0.0, *(1 + math.log(count) for count in range(1, MOST_COUNTED + 1))]
"""What a count is worth: the tenth time says less than the second."""
_FIRST = 32  # counts are packed as characters, from the space on
_AS_COUNTS = bytes(max(byte - _FIRST, 0) for byte in range(256))
_AS_CHARACTERS = bytes((_FIRST + count) % 256 for count in range(256))
_SQUARES = [each * each for each in LOGARITHMS]
_SIGN_OFF = re.compile(r"\([a-z]{2,4}(?:/[a-z]{2,4})+\)")
_NAME, _PLACE, _WORD = "+@."


@dataclass(frozen=True)
class Form:
    """How a story writes a name of one term or several, or a word that its term is not."""

    text: str
    is_name: bool = False
    is_place: bool = False

    def marked(self) -> str:
        return (_PLACE if self.is_place else _NAME if self.is_name else _WORD) + self.text

    @classmethod
    def of(cls, marked: str) -> Form:
        return cls(marked[1:], marked[0] != _WORD, marked[0] == _PLACE)


@dataclass(frozen=True)
class Profile:
    """`terms` says how often each word stands in a story, affixes taken off; `hour` is its publication's, from 1970 UTC."""

    terms: Mapping[str, int]
    hour: int | None = None
    section: str = ""
    forms: tuple[str, ...] = ()
    """Marked. Read only for the one story that others are compared with."""

    @cached_property
    def length(self) -> float:
        """Of its counts as a vector."""
        return math.sqrt(sum(map(_SQUARES.__getitem__, self.terms.values())))

    def indexed(self) -> str:
        """For an index that splits at spaces and counts."""
        return "".join([f"{term} " * count for term, count in self.terms.items()])[:-1]

    def spelled(self) -> dict[str, Form]:
        """Each term as the story writes it, alone or within a name."""
        found: dict[str, Form] = {}
        for form in map(Form.of, self.forms):
            for stem in stems(form.text):
                found.setdefault(stem, form)
        return found

    def packed(self) -> bytes:
        """At most about 2 KB; `unpacked` gives the same profile back."""
        hour = "" if self.hour is None else str(self.hour)
        counts = bytes(self.terms.values()).translate(_AS_CHARACTERS).decode()
        return "\n".join([counts, hour, self.section, " ".join(self.terms), "\t".join(self.forms)]).encode()

    @classmethod
    def unpacked(cls, packed: bytes) -> Profile:
        """Raises `ValueError` for what is no packed profile."""
        counts, _newline, rest = packed.partition(b"\n")
        hour, section, terms, forms = rest.decode().split("\n")
        return cls(
            dict(zip(terms.split(), counts.translate(_AS_COUNTS), strict=True)),
            int(hour) if hour else None,
            section,
            tuple(forms.split("\t")) if forms else (),
        )


def desk_of(section: str) -> str:
    """The first part of a section that is written as a path, "Olahraga/Sepak bola"; else the section."""
    return section.partition("/")[0]


def profile_of(
    headline: str,
    dek: str,
    body_text: str,
    published_at: datetime | None,
    topics: Iterable[str] = (),
    section: str = "",
) -> Profile:
    """`body_text` in paragraphs, without markup; `topics` by their names. Of anything, however long or strange."""
    prose = f"{dek}\n{body_text[:LONGEST_TEXT]}"
    in_text = stems(f"{prose}\n{' '.join(topics)}")
    profile = boiled_down(stems(headline), in_text, sign_offs_in(prose), published_at, section)
    return replace(profile, forms=_forms(profile.terms, headline, _SIGN_OFF.sub(" ", prose)))


def boiled_down(
    in_headline: Iterable[str],
    in_text: Iterable[str],
    sign_offs: Iterable[str],
    published_at: datetime | None,
    section: str = "",
) -> Profile:
    """Of stems, for who has them already. Without the forms, which take longer than all the rest: only a story that others
    are compared with needs them. What stands in `sign_offs` is not counted."""
    counts = Counter(in_text)
    counts.subtract(stem for sign_off in sign_offs for stem in stems(sign_off))
    for stem in in_headline:
        counts[stem] += HEADLINE_COUNTS
    most = sorted(counts.items(), key=itemgetter(1), reverse=True)[:MOST_TERMS]
    terms = {term: count for term, count in most if count > 0}
    for term in takewhile(lambda term: terms[term] > MOST_COUNTED, terms):
        terms[term] = MOST_COUNTED
    hour = int(published_at.timestamp() // 3600) if published_at else None
    return Profile(terms, hour, " ".join(section.split()))


def sign_offs_in(text: str) -> list[str]:
    return _SIGN_OFF.findall(text)


def _forms(terms: Mapping[str, int], headline: str, prose: str) -> tuple[str, ...]:
    """In the order of their terms: the name in which one mostly stands, or the word as it is written most often, in the text
    or, where it does not stand there, in the headline."""
    named = _names_of(terms, prose)
    written: dict[str, Counter[str]] = {}
    for word in WORD.findall(prose):
        if (stem := stem_of(word)) in terms and stem not in named:
            written.setdefault(stem, Counter())[word] += 1
    for word in WORD.findall(headline):
        if (stem := stem_of(word)) in terms and stem not in named:
            written.setdefault(stem, Counter([word]))
    found = (named.get(term) or Form(_as_written(written[term])) for term in terms if term in named or term in written)
    kept = [form for form in dict.fromkeys(found) if form.text not in terms]
    return tuple(form.marked() for form in kept[:MOST_FORMS])


def _as_written(spellings: Counter[str]) -> str:
    """In small letters where it is ever written so; "KPK" is not."""
    small = Counter({word: count for word, count in spellings.items() if word.islower()})
    word, count = (small or spellings).most_common(1)[0]
    return word if small or word.isupper() or count > MOST_BY_CHANCE else word.casefold()


def _names_of(terms: Mapping[str, int], prose: str) -> dict[str, Form]:
    """The name in which each term stands most often, for those that stand in names half of the time."""
    within: dict[str, Counter[str]] = {}
    placed: Counter[str] = Counter()
    for name in names_in(prose):
        placed[name.text] += 1 if name.is_place else -1
        for stem in stems(name.text):
            within.setdefault(stem, Counter())[name.text] += 1
    found = {}
    for term, count in terms.items():
        if term in within and within[term].total() * 2 >= count - HEADLINE_COUNTS:
            text = within[term].most_common(1)[0][0]
            found[term] = Form(text, is_name=True, is_place=placed[text] >= 0)
    return found
