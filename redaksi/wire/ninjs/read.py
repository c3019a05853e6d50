"""From an item of any generation to copy."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import Any

from django.utils.translation import gettext as _

from redaksi.stories.copy import StoryCopy
from redaksi.wire.item import Unreadable
from redaksi.wire.legible import line
from redaksi.wire.newscodes import genre_of
from redaksi.wire.status import Status

from . import bodies, concepts, numbers, pictures, words
from .generations import lifted, version_of
from .properties import Properties
from .schema import faults_of

FAULTS_TOLD = 5
LEFT_KEPT = 30
_OF_THE_MACHINE = (
    *("standard", "profile", "version", "contentType", "charCount", "wordCount", "contentModified", "renditions"),
    *("digitalSourceType", "copyrightHolder"),
)
_LONGEST_LEFT = 300
_KINDLESS = ("", "text", "composite", "component")


@dataclass
class Received:
    """`medium` is who holds its rights, `notes` what found no place of its own."""

    copy: StoryCopy
    status: Status = Status.USABLE
    medium: str = ""
    notes: list[str] = field(default_factory=list)


def received(item: Mapping[str, Any], zone: tzinfo) -> Received:
    """The copy of an item, whatever is wrong with the rest of it. `zone` is for times that name none.

    Raises `Unreadable` where no story can be made of it.
    """
    return understood(lifted(item), zone, _faults(item))


def understood(item: Mapping[str, Any], zone: tzinfo, notes: list[str]) -> Received:
    """The same of an item in the words of the third generation, whoever put it into them; `notes` is gone on with."""
    given = Properties(item, notes)
    medium = line(str(given.left.get("copyrightHolder") or ""))
    copy = StoryCopy("")
    numbers.take(given, copy)
    _take_times(given, copy, zone)
    _take_plain(given, copy)
    words.take_headlines(given, copy)
    concepts.take(given, copy)
    _take_genre(given, copy)
    _take_content(given, copy)
    status = _status(given)
    _require_something(given, copy, status)
    _keep_left(given, copy)
    return Received(copy, status, medium, list(dict.fromkeys(notes)))


def _faults(item: Mapping[str, Any]) -> list[str]:
    version = version_of(item)
    faults = faults_of(item, version)
    told = [_("not as ninjs %(version)s has it: %(fault)s") % {"version": version, "fault": each} for each in faults]
    more = len(faults) - FAULTS_TOLD
    return [*told[:FAULTS_TOLD], *([_("and in %(count)s more places") % {"count": more}] if more > 0 else [])]


def _take_times(item: Properties, copy: StoryCopy, zone: tzinfo) -> None:
    """Published when its first version was made; changed when this one was."""
    first, this = item.moment("firstCreated", zone), item.moment("versionCreated", zone)
    written = item.moment("contentCreated", zone)
    copy.published_at = first or this or written
    copy.updated_at = this if first and this and this > first else None
    copy.embargoed_until = item.moment("embargoedUntil", zone)


def _take_plain(item: Properties, copy: StoryCopy) -> None:
    copy.dateline, copy.slugline, copy.ed_note = item.line("located"), item.line("slugline"), item.text("edNote")
    copy.language = item.line("language").partition("-")[0].casefold() or copy.language
    urgency = item.number("urgency")
    copy.urgency = copy.urgency if urgency is None else urgency


def _take_genre(item: Properties, copy: StoryCopy) -> None:
    unknown = []
    for row in item.rows("genres"):
        given = [row.line("literal"), row.line("uri"), row.line("name")]
        if genre := genre_of(*given):
            copy.genre = genre.value
            break
        unknown.append(given[2] or given[0] or given[1])
    if any(unknown):
        item.notes.append(_("a genre that this paper does not have: %(genre)s") % {"genre": ", ".join(unknown)[:100]})


def _take_content(item: Properties, copy: StoryCopy) -> None:
    kind = item.line("type")
    bodies.take(item, copy)
    if kind in ("picture", "graphic"):
        copy.bylines = [replace(each, role="photographer") if each.role == "reporter" else each for each in copy.bylines]
        lines = list(words.lines_of(item, "descriptions"))
        pictures.take_lead(pictures.photo_of(item, lines), lines, copy)
        copy.body = copy.body or bodies.paragraphs(copy.lead_photo.caption if copy.lead_photo else "")
    else:
        words.take_descriptions(item, copy, bodies.text_of(copy))
    pictures.take(item, copy)
    if kind in ("video", "audio"):
        copy.body += pictures.beside(item, kind)
    if kind not in _KINDLESS:
        item.notes.append(_("no text but, as its sender calls it: %(kind)s") % {"kind": kind[:40]})


def _status(item: Properties) -> Status:
    given = item.line("pubStatus").casefold()
    if given in ("cancelled", "retracted"):
        return Status.CANCELED
    if given and given not in list(Status):
        item.notes.append(_("an unknown status, taken as withheld: %(status)s") % {"status": given[:40]})
        return Status.WITHHELD
    return Status(given) if given else Status.USABLE


def _require_something(item: Properties, copy: StoryCopy, status: Status) -> None:
    """A headline, which is all that an agency's flash has; a canceled item needs only to say which one it is."""
    names = (item.line("title") if copy.identifier else "", copy.slugline, line(copy.dek), line(copy.teaser), bodies.lede(copy))
    if not copy.headline and (instead := next(filter(None, names), "")):
        copy.headline = instead
        item.notes.append(_("it has no headline; one was made of what it says"))
    if not copy.headline and not (status is Status.CANCELED and copy.identifier):
        raise Unreadable(_("nothing in it that a story could be made of"))


def _keep_left(item: Properties, copy: StoryCopy) -> None:
    """Words that no field of ours is for go to the desk; what only machines read goes nowhere."""
    item.drop(*_OF_THE_MACHINE)
    if (kind := item.line("representationType")) not in ("", "full"):
        item.notes.append(_("only a part of the item was sent: %(kind)s") % {"kind": kind[:40]})
    left = [(name, value) for name, value in item.left.items() if value not in (None, "", [], {})]
    for name, value in left[:LEFT_KEPT]:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        words.keep(copy, line(name)[:60], line(text[:2000])[:_LONGEST_LEFT], item.notes)
    if len(left) > LEFT_KEPT:
        item.notes.append(_("and %(count)s more properties that nobody knows, left out") % {"count": len(left) - LEFT_KEPT})
