"""Lines with roles: headline and kicker, dek and teaser."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from redaksi.stories import clean
from redaksi.stories.copy import StoryCopy
from redaksi.wire.legible import legible, line

from .properties import Properties

_HEADLINES = {"kicker": "kicker", "overline": "kicker", "dek": "dek", "subheadline": "dek", "sub": "dek"}
_DESCRIPTIONS = {
    "dek": "dek",
    "teaser": "teaser",
    "summary": "dek",
    "abstract": "dek",
    "deck": "dek",
    "subhead": "dek",
    "promo": "teaser",
    "short": "teaser",
}
_MARKED = ("html", "html5", "xhtml", "richtext")
_FORMS = frozenset(["", "text", *_MARKED])


class Line(NamedTuple):
    role: str
    text: str


def take_headlines(item: Properties, copy: StoryCopy) -> None:
    """The main one is that which says so, or the first that says nothing else."""
    lines = list(lines_of(item, "headlines"))
    main = next((each for each in lines if each.role == "main"), None)
    main = main or next((each for each in lines if each.role not in _HEADLINES), None)
    copy.headline = line(main.text) if main else ""
    for each in lines:
        if each is not main:
            _put(copy, _HEADLINES.get(each.role, ""), line(each.text), f"headline {each.role}", item.notes)


def take_descriptions(item: Properties, copy: StoryCopy, body: str) -> None:
    """One of no known role is a dek, and a teaser where it only repeats how the text begins."""
    for each in lines_of(item, "descriptions"):
        role = _DESCRIPTIONS.get(each.role)
        if role is None:
            role = "teaser" if _is_out_of(each.text, body) else "dek" if not copy.dek else "teaser"
        _put(copy, role, each.text, f"description {each.role}", item.notes)


def lines_of(item: Properties, name: str) -> Iterator[Line]:
    """Without markup. Many say the same with markup and without it: that is one line."""
    seen: set[str] = set()
    for row in item.rows(name):
        role, kind, text = row.line("role").casefold(), row.line("contentType"), row.text("value")
        role, _underscore, form = role.rpartition("_") if role.endswith((*_MARKED, "_text")) else (role, "", role)
        if "html" in kind or form.endswith(_MARKED):
            text = legible(clean.plain(text)).strip()
        if text and not (form in _FORMS and line(text) in seen):
            seen.add(line(text))
            yield Line(role, text)


def properties_of(copy: StoryCopy) -> dict[str, Any]:
    return {
        "headlines": written([("main", copy.headline), ("kicker", copy.kicker)]),
        "descriptions": written([("dek", copy.dek), ("teaser", copy.teaser)]),
    }


def written(lines: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in lines if text]


def _put(copy: StoryCopy, field: str, text: str, called: str, notes: list[str]) -> None:
    """In its field; where that is taken, with the note to the desk."""
    if field and not getattr(copy, field):
        setattr(copy, field, text)
    elif line(text).casefold() not in {line(each).casefold() for each in (copy.headline, copy.dek, copy.teaser)}:
        keep(copy, called.strip(), text, notes)


def keep(copy: StoryCopy, called: str, text: str, notes: list[str]) -> None:
    copy.ed_note = "\n".join(filter(None, [copy.ed_note, f"{called}: {text}"]))
    notes.append(_("“%(field)s” has no place of its own; it is in the note to the desk") % {"field": called})


def _is_out_of(text: str, body: str) -> bool:
    start = line(text)[:60].rstrip("… .")
    return bool(start) and start in line(body)
