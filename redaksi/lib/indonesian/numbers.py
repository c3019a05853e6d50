"""Numbers as Indonesian newspapers write them: "136", "1.250", "2,5 juta", "dua puluh lima", "seratus"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    word: number
    for number, word in enumerate(("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"))
}
_ALONE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 10**6}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
_WORDS = (*_UNITS, *_ALONE, "belas", "puluh", "ratus", *_SCALES)
_WORD = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,/:-])(?:(?P<digits>{_DIGITS})(?:[ \u00a0](?P<scale>{'|'.join(_SCALES)})\b)?"
    rf"|(?P<words>{_WORD}(?:[ \u00a0]{_WORD})*)\b)"
    r"(?![\w:/]|[.,]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundNumber:
    """`text == whole[start:end]`."""

    start: int
    end: int
    text: str
    value: float
    is_words: bool = False


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """Every number that stands for a count or an amount; parts of dates, hours and addresses are none."""
    for match in _NUMBER.finditer(text):
        value = _of_digits(match["digits"], match["scale"]) if match["digits"] else number_of(match["words"])
        if value is not None:
            yield FoundNumber(match.start(), match.end(), match[0], value, not match["digits"])


def number_of(words: str) -> float | None:
    """ "dua puluh lima ribu" is 25000; None for what is no number ("puluh dua")."""
    total, below_scale, pending = 0, 0, None
    for word in words.lower().split():
        if word in _UNITS:
            if pending is not None:
                return None
            pending = _UNITS[word]
        elif word in _ALONE and pending is None:
            below_scale += _ALONE[word]
        elif word == "belas" and pending:
            below_scale, pending = below_scale + 10 + pending, None
        elif word in ("puluh", "ratus") and pending:
            below_scale, pending = below_scale + pending * (10 if word == "puluh" else 100), None
        elif word in _SCALES and (pending is not None or below_scale):
            total, below_scale, pending = total + (below_scale + (pending or 0)) * _SCALES[word], 0, None
        else:
            return None
    return float(total + below_scale + (pending or 0))


def _of_digits(digits: str, scale: str | None) -> float | None:
    is_thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits)
    plain = digits.replace(".", "").replace(",", ".") if is_thousands else digits.replace(",", ".")
    return float(plain) * (_SCALES[scale.lower()] if scale else 1) if len(plain) <= 18 else None
