"""What stands before the first words of a story: "Minsk -", "JAKARTA, KOMPAS.com -", and the house's own "WowKeren -"."""

import re
from dataclasses import dataclass

from .wordlist import words_in

_DASH = r"(?:\s+[-–—]{1,2}|\s*[–—]|--)\s+"
_OPENING = re.compile(rf"(?P<head>[A-Z][^-–—:;!?\"“”]{{1,60}}?){_DASH}(?=[\"“'‘A-Z0-9(])")
_WITHOUT_DASH = re.compile(r"(?P<head>[A-Z]\w+\.(?:com|co\.id|id|co|net),\s[A-Z]\w+(?:\s[A-Z]\w+)?)\s(?=[A-Z])")
_DOMAIN = re.compile(r"\.(?:com|co\.id|co|id|net|org|news|tv)$", re.IGNORECASE)
_MEDIA = words_in(
    """
    afp, antara, ap, bbc, bbc indonesia, cnbc indonesia, cnn, cnn indonesia, detik, dw, inews, jawapos, kompas, kumparan,
    merdeka, okezone, republika, reuters, suara, tempo, tribun, viva, vivanews, voa
    """
)
_PLACE = re.compile(r"[A-Z][\w.'’]*(?:[ -](?:[A-Z][\w.'’]*|di|of))*$")
MOST_WORDS = 4


@dataclass(frozen=True)
class Dateline:
    """`printed` was taken off; `place` and `medium` are what it named, each as printed."""

    printed: str
    place: str = ""
    medium: str = ""


def dateline_of(text: str, known_medium: str = "") -> tuple[Dateline | None, str]:
    """The dateline that opens a paragraph, and the paragraph without it."""
    match = _OPENING.match(text) or _WITHOUT_DASH.match(text)
    if not match:
        return None, text
    parts = [part.strip() for part in re.split(r"[,/(]", match["head"]) if part.strip()]
    media = [part for part in parts if part.endswith(")") or is_medium(part, known_medium)]
    places = [part for part in parts if part not in media]
    if len(media) > 1 or not all(_PLACE.match(place) for place in places) or sum(len(p.split()) for p in places) > MOST_WORDS:
        return None, text
    dateline = Dateline(match[0].strip(), place=", ".join(places), medium=media[0].rstrip(")") if media else "")
    return dateline, text[match.end() :]


def is_medium(name: str, known_medium: str = "") -> bool:
    """A web address, a name that we know, a name with capitals inside (WowKeren), or the page's own."""
    bare = _DOMAIN.sub("", name)
    has_inner_capital = bool(re.match(r"[A-Z]?[a-z]+\w*[A-Z]", bare)) and " " not in bare
    is_known = bare.casefold() in _MEDIA or (known_medium and bare.casefold() == _DOMAIN.sub("", known_medium).casefold())
    return bare != name or has_inner_capital or bool(is_known)
