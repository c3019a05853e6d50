"""Names: one person spelt two ways; a name in the headline that the text never mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from redaksi.desk.checking import Finding, Part, Text
from redaksi.desk.checking.sentences import at
from redaksi.desk.spelling.lexicon import BEYOND_ORDINARY, lexicon
from redaksi.desk.spelling.suggesting import is_one_slip

SHORTEST = 5
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*")


def check(text: Text) -> Iterator[Finding]:
    counts = _names(text)
    yield from _two_ways(counts, text)
    yield from _headline_alone(text)


def _names(text: Text) -> Counter[str]:
    """Words with a capital within a sentence, as they are written, that are no everyday words."""
    return Counter(
        word.text
        for part in text.prose
        for word in part.words
        if word.text[:1].isupper() and word.text[1:].islower() and len(word.text) >= SHORTEST and not word.begins
    )


def _two_ways(counts: Counter[str], text: Text) -> Iterator[Finding]:
    """*Zelensky* five times and *Zelenksy* once: the rarer is a slip of the oftener."""
    pairs = ((rare, often) for rare in counts for often in counts if rare != often and is_one_slip(rare.lower(), often.lower()))
    for rare, often in pairs:
        if counts[rare] == 1 and counts[often] >= 2 and not text.names(rare.lower()) and not _are_words(rare, often):
            for part in text.prose:
                if found := re.search(rf"\b{re.escape(rare)}\b", part.text):
                    message = _("“%(rare)s” here, “%(often)s” elsewhere: one person?") % {"rare": rare, "often": often}
                    yield at(part, *found.span(), "nama", message, (often,))
                    break


def _are_words(*names: str) -> bool:
    """*Maret* and *Garet*: an everyday word with a capital is not taken for a name that was misspelt."""
    return any(lexicon().weight(name.lower()) > BEYOND_ORDINARY for name in names[:1])


def _headline_alone(text: Text) -> Iterator[Finding]:
    if not text.prose:
        return
    everything = " ".join(part.text for part in (*text.prose, *text.others)).lower()
    headline = Part("headline", text.headline)
    for word in headline.words:
        small = word.small
        if len(small) < SHORTEST or not word.text[:1].isupper() or small in everything:
            continue
        if lexicon().knows(small) or text.names(small) or small.removesuffix("-nya") in everything:
            continue
        message = _("“%(name)s” stands in the headline and nowhere in the text.") % {"name": word.text}
        near = next((each for each in text.names_inside if is_one_slip(small, each)), "")
        suggestions = (near.capitalize(),) if near else ()
        yield at(headline, word.start, word.end, "nama", message, suggestions)
