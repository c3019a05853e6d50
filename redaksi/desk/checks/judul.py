"""The headline: its length, bait, capitals by EYD, questions, and whether the text holds what it claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from redaksi.desk.checking import Finding, Part, Text
from redaksi.desk.checking.sentences import at

LONGEST = 110  # characters; search engines cut what is longer
FEWEST_WORDS = 3
MOST_CAPITALS = 4  # words in capitals that are no abbreviations
# EYD V, I.A: in titles particles stay small, but for the first word.
PARTICLES = frozenset(
    [
        *("di", "ke", "dari", "dan", "yang", "untuk", "dengan", "dalam", "pada", "oleh", "atau", "bagi", "kepada", "daripada"),
        *("tentang", "serta", "sebagai", "agar", "terhadap"),
    ]
)
_BAIT = re.compile(
    r"\b(?:bikin (?:melongo|geger|heboh|merinding|kaget|ngeri)|wow|viral banget|tak disangka|nomor \d+ (?:bikin|paling)|"
    r"ternyata ini|"
    r"begini (?:jadinya|nasibnya)|inilah (?:alasan|penyebab|sosok)|gara-gara ini|anda (?:harus|wajib) tahu|wajib tahu|"
    r"jangan kaget|"
    r"netizen (?:heboh|geram)|bikin netizen|lihat (?:yang|apa yang) terjadi|terungkap sudah|mengejutkan|mencengangkan|"
    r"menghebohkan|"
    r"auto \w+|ngeri banget|astaga|waduh|geger)\b",
    re.IGNORECASE,
)
_LOUD = re.compile(r"[!?]{2,}|!")


def check(text: Text) -> Iterator[Finding]:
    headline = Part("headline", text.headline)
    if not text.headline.strip():
        yield at(headline, 0, 0, "judul", _("There is no headline."))
        return
    yield from _length(headline)
    if found := _BAIT.search(text.headline):
        yield at(headline, *found.span(), "judul", _("Bait: say what happened instead of promising it."))
    if found := _LOUD.search(text.headline):
        yield at(headline, *found.span(), "judul", _("A headline needs no exclamation mark."))
    if text.headline.rstrip().endswith("?") and text.genre in ("report", "background"):
        message = _("A question for a headline: if the text answers it, let the headline do so.")
        yield at(headline, len(text.headline.rstrip()) - 1, len(text.headline.rstrip()), "judul", message)
    yield from _capitals(headline)


def _length(headline: Part) -> Iterator[Finding]:
    if len(headline.text) > LONGEST:
        message = _("%(count)s characters; search engines cut after about %(limit)s.")
        yield at(headline, LONGEST, len(headline.text), "judul", message % {"count": len(headline.text), "limit": LONGEST})
    elif len(headline.text.split()) < FEWEST_WORDS:
        yield at(headline, 0, len(headline.text), "judul", _("Too short to say what happened."))


def _capitals(headline: Part) -> Iterator[Finding]:
    words = headline.words
    if len(words) >= FEWEST_WORDS and sum(word.text.isupper() and len(word.text) > 1 for word in words) > max(
        MOST_CAPITALS, len(words) * 0.6
    ):
        yield at(headline, 0, len(headline.text), "judul", _("Written in capitals: readers hear shouting."))
        return
    if not _is_titled(headline):
        return
    for word in words[1:]:
        if word.small in PARTICLES and word.text[:1].isupper() and word.text[1:].islower() and not word.begins:
            message = _("Particles are written small in a headline: “%(word)s” (EYD).") % {"word": word.small}
            yield at(headline, word.start, word.end, "judul", message, (word.small,))


def _is_titled(headline: Part) -> bool:
    """Whether its words begin with capitals at all: some houses write headlines as sentences."""
    words = [word for word in headline.words if word.small not in PARTICLES]
    return sum(word.text[:1].isupper() for word in words) > len(words) / 2
