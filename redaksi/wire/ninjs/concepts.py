"""Who and what a story is about, and who made it: people, places, organisations, subjects."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from redaksi.stories.copy import BylineCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.stories.models import BylineRole, SourceKind, TopicKind
from redaksi.wire.bylines import people_in, printed
from redaksi.wire.legible import line

from .properties import Properties
from .schema import is_uri

KINDS = {
    "people": TopicKind.PERSON.value,
    "organisations": TopicKind.ORGANIZATION.value,
    "places": TopicKind.PLACE.value,
    "subjects": TopicKind.SUBJECT.value,
}
_ALSO_SUBJECTS = ("objects", "events")
_ROLES = {
    **{role: role for role in BylineRole.values},
    **dict.fromkeys(("author", "creator", "writer", "by"), BylineRole.REPORTER.value),
}
_SECTION, _STORYLINE, _ABOUT = "section", "storyline", "about"


def take(item: Properties, copy: StoryCopy) -> None:
    """Fills section, storyline, topics, bylines and sources."""
    named = [(kind, row) for name, kind in KINDS.items() for row in item.rows(name)]
    named += [(TopicKind.SUBJECT.value, row) for name in _ALSO_SUBJECTS for row in item.rows(name)]
    topics: dict[tuple[str, str], TopicCopy] = {}
    for kind, row in named:
        name, rel = _name_of(row), row.line("rel").casefold()
        if not name:
            continue
        if kind == TopicKind.PERSON and rel in _ROLES:
            copy.bylines.append(BylineCopy(name, _ROLES[rel], row.line("literal")))
        elif kind == TopicKind.SUBJECT and rel in (_SECTION, _STORYLINE) and not getattr(copy, rel):
            setattr(copy, rel, name)
        else:
            topics.setdefault((kind, name.casefold()), TopicCopy(name, kind))
    copy.topics = list(topics.values())
    by = item.line("by")
    copy.bylines = copy.bylines or people_in(by)
    copy.sources = list(_sources(item))


def _name_of(row: Properties) -> str:
    """A name, or a code that is a word; of a bare number nobody knows what it means."""
    if name := row.line("name"):
        return name
    literal = line(str(row.left.get("literal") or ""))
    if literal.replace(" ", "").isalpha():
        return literal
    if code := literal or row.line("uri"):
        row.notes.append(_("a code without a name, left out: %(code)s") % {"code": code[:100]})
    return ""


def _sources(item: Properties) -> Iterator[SourceCopy]:
    for row in item.rows("infoSources"):
        if name := _name_of(row):
            role = row.line("role") or row.line("rel")
            yield SourceCopy(name, role if role in SourceKind.values else SourceKind.ORGANIZATION.value, row.line("uri"))


def properties_of(copy: StoryCopy) -> dict[str, Any]:
    about: dict[str, list[dict[str, str]]] = {name: [] for name in KINDS}
    for rel in (_SECTION, _STORYLINE):
        if name := getattr(copy, rel):
            about["subjects"].append({"name": name, "rel": rel})
    for each in copy.bylines:
        about["people"].append({"name": each.name, "rel": each.role, **({"literal": each.desk} if each.desk else {})})
    for topic in copy.topics:
        name = next((name for name, kind in KINDS.items() if kind == topic.kind), "subjects")
        about[name].append({"name": topic.name, "rel": _ABOUT})
    return {"by": printed(copy.bylines), **about, "infoSources": [_source(source) for source in copy.sources]}


def _source(source: SourceCopy) -> dict[str, str]:
    return {"name": source.name, "role": source.kind, **({"uri": source.url} if is_uri(source.url) else {})}
