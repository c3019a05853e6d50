"""What a story is compared by: a page of text boiled down to about a kilobyte."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import takewhile
from operator import itemgetter

from redaksi.archive.wording import Form, Wording
from redaksi.archive.words import stems

MOST_TERMS = 96
HEADLINE_COUNTS = 3
LONGEST_TEXT = 40_000
MOST_COUNTED = 90
LOGARITHMS = [0.0, *(1 + math.log(count) for count in range(1, MOST_COUNTED + 1))]
"""What a count is worth: the tenth time says less than the second."""
_FIRST = 32  # counts are packed as characters, from the space on
_AS_COUNTS = bytes(max(byte - _FIRST, 0) for byte in range(256))
_AS_CHARACTERS = bytes((_FIRST + count) % 256 for count in range(256))
_SQUARES = [each * each for each in LOGARITHMS]
_SIGN_OFF = re.compile(r"\([a-z]{2,4}(?:/[a-z]{2,4})+\)")


@dataclass(frozen=True)
class Profile:
    """`terms` says how often each word stands in a story, affixes taken off; `hour` is its publication's, from 1970 UTC."""

    terms: Mapping[str, int]
    hour: int | None = None
    section: str = ""
    wording: Wording | None = field(default=None, compare=False, repr=False)
    """Only of a story that others are compared with."""

    @cached_property
    def length(self) -> float:
        """Of its counts as a vector."""
        return math.sqrt(sum(map(_SQUARES.__getitem__, self.terms.values())))

    def indexed(self) -> str:
        """For an index that splits at spaces and counts."""
        return "".join([f"{term} " * count for term, count in self.terms.items()])[:-1]

    def form_of(self, term: str) -> Form:
        """As the story writes it: alone or within a name."""
        if self.wording is None:
            return Form(term)
        name = self.wording.name_of(term, self.terms[term] - HEADLINE_COUNTS)
        return name or self.wording.word_of(term) or Form(term)

    def packed(self) -> bytes:
        """At most about 2 KB; `unpacked` gives the same profile back, but for the wording."""
        hour = "" if self.hour is None else str(self.hour)
        counts = bytes(self.terms.values()).translate(_AS_CHARACTERS).decode()
        return "\n".join([counts, hour, self.section, " ".join(self.terms)]).encode()

    @classmethod
    def unpacked(cls, packed: bytes) -> Profile:
        """Raises `ValueError` for what is no packed profile."""
        return _unpacked(packed)


@lru_cache(maxsize=1024)
def _unpacked(packed: bytes) -> Profile:
    """A section's newest stories are compared with whatever is written there: some ten megabytes are worth that."""
    counts, _newline, rest = packed.partition(b"\n")
    hour, section, terms = rest.decode().split("\n")
    return Profile(
        dict(zip(terms.split(), counts.translate(_AS_COUNTS), strict=True)),
        int(hour) if hour else None,
        section,
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
    return replace(profile, wording=Wording(headline, _SIGN_OFF.sub(" ", prose)))


def boiled_down(
    in_headline: Iterable[str],
    in_text: Iterable[str],
    sign_offs: Iterable[str],
    published_at: datetime | None,
    section: str = "",
) -> Profile:
    """Of stems, for who has them already; without the wording. What stands in `sign_offs` is not counted."""
    counts = Counter(in_text)
    counts.subtract(stem for sign_off in sign_offs for stem in stems(sign_off))
    for stem in in_headline:
        counts[stem] += HEADLINE_COUNTS
    most = sorted(counts.items(), key=itemgetter(1), reverse=True)[:MOST_TERMS]
    terms = dict(most) if most and most[-1][1] > 0 else {term: count for term, count in most if count > 0}
    for term in takewhile(lambda term: terms[term] > MOST_COUNTED, terms):
        terms[term] = MOST_COUNTED
    hour = int(published_at.timestamp() // 3600) if published_at else None
    return Profile(terms, hour, " ".join(section.split()))


def sign_offs_in(text: str) -> list[str]:
    return _SIGN_OFF.findall(text)
