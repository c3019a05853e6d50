"""A paragraph that is a quotation with its speaker: '"…," kata Rina, warga.' or 'Kata Rina, "…"'."""

import re
from typing import Any

from .speakers import speaker_of
from .wordlist import words_in

_VERBS = words_in(
    """
    kata, ujar, terang, jelas, ungkap, tutur, papar, tegas, imbuh, tambah, ucap, sebut, lanjut, pungkas, beber, tulis,
    cuit, tandas, kilah, aku, harap, pesan, sambung, urai, cetus, tukas, tanya, jawab, puji, seru, sahut, demikian kata,
    demikian, keluh, kenang, simpul, tutup
    """
)
_VERB = rf"(?:{'|'.join(sorted(_VERBS, key=len, reverse=True))})"
_PAIRS = (('"', '"'), ("“", "”"), ("“", '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("”", "”"), ("„", "“"))
_AFTER = re.compile(rf"\s*,?\s*(?P<attribution>{_VERB}\s+(?P<who>[^\"“”«»]{{2,250}}))$", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?P<attribution>(?:(?:{_VERB}|menurut)\s+(?P<who>[^\"“”«»]{{2,200}}?)|"
    r"(?P<name>[A-Z][^\"“”«»]{2,200}?)\s+(?:mengatakan|menyatakan|menjelaskan|menegaskan|mengungkapkan|menuturkan|berkata|"
    r"menambahkan|memaparkan|menyebut|menyebutkan|menulis|bertutur|berujar|mengaku))\s*[,:])\s*$",
    re.IGNORECASE,
)
SHORTEST = 3  # words; a single quoted word is a title or a nickname


def quote_in(paragraph: str, whole: str) -> dict[str, Any] | None:
    """The block of a paragraph that is one quotation with a named speaker; None for all others.

    `whole` is all of the story's text: it tells where a name ends and a role begins.
    """
    for opening, closing in _PAIRS:
        quote = _said_then_speaker(paragraph, opening, closing) or _speaker_then_said(paragraph, opening, closing)
        if quote and len(quote[0].split()) >= SHORTEST:
            text, attribution, who = quote
            return _block(text, attribution, who, whole)
    return None


def is_said_after(attribution: str) -> bool:
    """Whether the words stand behind the quotation, as "kata Rina" does and "Rina mengatakan" does not."""
    return attribution.split(" ", 1)[0].casefold() in _VERBS


def _said_then_speaker(paragraph: str, opening: str, closing: str) -> tuple[str, str, str] | None:
    if not paragraph.startswith(opening):
        return None
    text, mark, rest = paragraph[1:].rpartition(closing)
    match = _AFTER.match(rest.rstrip(" .")) if mark else None
    if not match or any(mark in text for mark in {opening, closing} - {"'", "’"}):
        return None
    return text.rstrip(" ,"), match["attribution"], match["who"]


def _speaker_then_said(paragraph: str, opening: str, closing: str) -> tuple[str, str, str] | None:
    before, mark, rest = paragraph.partition(opening)
    text, end, after = rest.rpartition(closing)
    match = _BEFORE.match(before) if mark and end and not after.strip(" .") else None
    if not match or opening in text or closing in text:
        return None
    return text.strip(), match["attribution"].rstrip(" ,:"), match["who"] or match["name"]


def _block(text: str, attribution: str, who: str, whole: str) -> dict[str, Any] | None:
    speaker, role = speaker_of(who, whole)
    if not speaker:
        return None
    return {"text": text, "speaker": speaker, "speaker_role": role, "attribution": attribution}
