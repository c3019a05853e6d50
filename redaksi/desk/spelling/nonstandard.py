"""Forms that many write and the standard language does not have, with the form that it has: see `nonstandard.txt`."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from redaksi.desk.spelling.affixes import ENDINGS, with_prefix

_PREFIXES = {
    **dict.fromkeys(("meng", "meny", "mem", "men", "me"), "meN"),
    **dict.fromkeys(("peng", "peny", "pem", "pen", "pe"), "peN"),
    "be": "ber",
    "te": "ter",
    **{written: written for written in ("di", "ter", "ber", "se", "ke", "memper", "diper", "per")},
}
_SUFFIXES = ("", "an", "kan", "i")
SHORTEST_BASE = 4


@lru_cache(1 << 14)
def standard_form(word: str) -> str | None:
    """What to write instead of this word in small letters; None where it is not among the known ones."""
    better = _standard_form(word)
    return better if better != word else None


def _standard_form(word: str) -> str | None:
    forms = _forms()
    if word in forms:
        return forms[word]
    for bare, ending in _without_ending(word):
        if bare in forms and " " not in forms[bare]:
            return forms[bare] + ending
        for suffix in _SUFFIXES:
            if bare.endswith(suffix) and (answer := _affixed(bare[: len(bare) - len(suffix)])):
                return answer + suffix + ending
    return None


def _without_ending(word: str) -> list[tuple[str, str]]:
    return [(word, ""), *((word.removesuffix(ending), ending) for ending in ENDINGS if word.endswith(ending))]


def _affixed(stem: str) -> str | None:
    forms = _forms()
    if _is_base(stem):
        return forms[stem]
    for written, prefix in _PREFIXES.items():
        base = stem.removeprefix(written)
        if base != stem:
            for candidate in (base, *(first + base for first in _MELTED.get(written, ""))):
                if _is_base(candidate) and (candidate != base or with_prefix(prefix, base) == stem):
                    return with_prefix(prefix, forms[candidate])
    return None


_MELTED = {"meng": "k", "peng": "k", "mem": "p", "pem": "p", "men": "t", "pen": "t", "meny": "s", "peny": "s"}


def _is_base(word: str) -> bool:
    return len(word) >= SHORTEST_BASE and " " not in _forms().get(word, " ")


@cache
def _forms() -> dict[str, str]:
    lines = files(__package__).joinpath("nonstandard.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {wrong.strip(): right.strip() for right, _colon, wrongs in pairs for wrong in wrongs.split(",")}
