"""Copy from outside made to fit what a story can hold: lengths, choices, addresses, years. Whatever changes is told."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from redaksi.stories.clean import plain
from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.stories.models import BylineRole, Genre, SourceKind, Story, TopicKind
from redaksi.stories.models.photo import DigitalSourceType
from redaksi.wire.legible import legible, line

LINES = ("kicker", "dateline", "slugline", "lead_credit", "dek", "teaser")
LONGEST = {
    "headline": 255,
    "section": 120,
    "storyline": 160,
    **{name: Story._meta.get_field(name).max_length or 0 for name in LINES},
}
LONGEST_NAME = {"contributor": 120, "desk": 20, "topic": 160, "source": 200, "note": 300, "url": 500, "old": 255}
FIRST_YEAR = 1600
PHOTO_WORDS = ("credit", "caption", "alt", "usage_terms", "creator")
MOST_LINKED = 100  # of topics, people, sources, old addresses each; a story with more is none, or a trap
LONGEST_SURPLUS = 2000
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+$", re.IGNORECASE)
GENRES = frozenset(Genre.values)
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
ORIGINS = frozenset(DigitalSourceType.values)
ROLES = frozenset(BylineRole.values)
SOURCE_KINDS = frozenset(SourceKind.values)
TOPIC_KINDS = frozenset(TopicKind.values)


def fit(copy: StoryCopy, now: datetime) -> list[str]:
    """Change the copy where it has to be changed; returns what was changed, a line each."""
    sizes = [*_numbers(copy), *_lengths(copy)]
    return [*sizes, *_choices(copy), *_people(copy), *_sources(copy), *_times(copy, now), *_old(copy), *_blocks(copy)]


def _numbers(copy: StoryCopy) -> Iterator[str]:
    for name in ("bylines", "topics", "sources", "old_addresses"):
        given = getattr(copy, name)
        if len(given) > MOST_LINKED:
            setattr(copy, name, given[:MOST_LINKED])
            surplus = ", ".join(getattr(each, "name", each) for each in given[MOST_LINKED:])
            copy.ed_note = "\n".join(filter(None, [copy.ed_note, f"{name}: {cut(surplus, LONGEST_SURPLUS)}"]))
            yield _("“%(field)s” holds %(count)s; the first %(most)s are taken, more of them are in the note to the desk") % {
                "field": name,
                "count": len(given),
                "most": MOST_LINKED,
            }


def _lengths(copy: StoryCopy) -> Iterator[str]:
    for name, longest in LONGEST.items():
        text = getattr(copy, name)
        if not text:
            continue
        text = line(text) if name not in ("dek", "teaser") else legible(text).strip()
        setattr(copy, name, text)
        if len(text) > longest:
            setattr(copy, name, cut(text, longest))
            copy.ed_note = "\n".join(filter(None, [copy.ed_note, f"{name}: {text}"]))
            yield _("“%(field)s” is cut to %(longest)s characters; all of it is in the note to the desk") % {
                "field": name,
                "longest": longest,
            }


def _choices(copy: StoryCopy) -> Iterator[str]:
    allowed = {"genre": (GENRES, "report"), "language": (LANGUAGES, "id")}
    for name, (values, instead) in allowed.items():
        if getattr(copy, name) not in values:
            yield _unknown(name, getattr(copy, name), instead)
            setattr(copy, name, instead)
    if not 1 <= copy.urgency <= 9:
        yield _unknown("urgency", str(copy.urgency), "5")
        copy.urgency = 5
    if copy.lead_photo and copy.lead_photo.digital_source_type not in ORIGINS:
        yield _unknown("digital_source_type", copy.lead_photo.digital_source_type, "digitalCapture")
        copy.lead_photo = replace(copy.lead_photo, digital_source_type="digitalCapture")


def _people(copy: StoryCopy) -> Iterator[str]:
    yield from _without_markup(copy)
    for index, signed in enumerate(copy.bylines):
        if signed.role not in ROLES:
            yield _unknown("role", signed.role, "contributor")
            signed = replace(signed, role="contributor")
        copy.bylines[index] = replace(signed, name=_named("contributor", signed.name), desk=_named("desk", signed.desk))
    for index, topic in enumerate(copy.topics):
        if topic.kind not in TOPIC_KINDS:
            yield _unknown("kind", topic.kind, "subject")
            topic = replace(topic, kind="subject")
        if (name := _named("topic", topic.name)) != topic.name:
            topic = replace(topic, name=name)
        copy.topics[index] = topic


def _without_markup(copy: StoryCopy) -> Iterator[str]:
    """Nobody is called by a tag; whoever bears no name without it is nobody."""
    for signed in [each for each in copy.bylines if "<" in each.name]:
        place, name = copy.bylines.index(signed), plain(signed.name).strip()
        copy.bylines[place : place + 1] = [replace(signed, name=name)] if name else []
        yield _("markup in a name, left out: %(name)s") % {"name": cut(signed.name, 80)}


def _sources(copy: StoryCopy) -> Iterator[str]:
    for index, source in enumerate(copy.sources):
        if source.kind not in SOURCE_KINDS:
            yield _unknown("kind", source.kind, "organization")
            source = replace(source, kind="organization")
        if source.url and not is_web_address(source.url):
            yield _("not an address on the web, left out: %(url)s") % {"url": cut(source.url, 80)}
            source = replace(source, url="")
        copy.sources[index] = replace(source, name=_named("source", source.name), note=_named("note", source.note))


def _times(copy: StoryCopy, now: datetime) -> Iterator[str]:
    for name in ("published_at", "updated_at", "embargoed_until"):
        moment = getattr(copy, name)
        if moment and not FIRST_YEAR <= moment.year <= now.year + 10:
            setattr(copy, name, None)
            yield _("“%(field)s” is in the year %(year)s; left out") % {"field": name, "year": moment.year}


def _old(copy: StoryCopy) -> Iterator[str]:
    for address in list(copy.old_addresses):
        if len(address) > LONGEST_NAME["old"] or not address.startswith(("/", "http://", "https://")):
            copy.old_addresses.remove(address)
            yield _("an old address that cannot be one, left out: %(address)s") % {"address": cut(address, 80)}


def _blocks(copy: StoryCopy) -> Iterator[str]:
    copy.lead_photo = _all_legible(copy.lead_photo)
    for index, block in enumerate(copy.body):
        if block.kind == "embed" and not is_web_address(block.value["url"]):
            yield _("not an address on the web; kept as text: %(url)s") % {"url": cut(block.value["url"], 80)}
            block = BlockCopy("text", f"<p>{html.escape(' '.join(block.value.values()), quote=False)}</p>")
        value = _all_legible(block.value)
        copy.body[index] = block if value is block.value else replace(block, value=value)


def _all_legible(value: Any) -> Any:
    """However deep the words of a block lie: what a format writes with escapes was seen by nobody before."""
    match value:
        case str():
            return value if value.isprintable() else legible(value)
        case dict():
            return {key: _all_legible(each) for key, each in value.items()}
        case list():
            return [_all_legible(each) for each in value]
        case PhotoCopy():
            return replace(value, **{name: _all_legible(getattr(value, name)) for name in PHOTO_WORDS})
        case _:
            return value


def is_web_address(url: str) -> bool:
    return bool(_WEB_ADDRESS.match(url)) and len(url) <= LONGEST_NAME["url"]


def _named(what: str, text: str) -> str:
    return cut(line(text), LONGEST_NAME[what])


def cut(text: str, longest: int) -> str:
    """At a word's end where there is one, with a mark that something is missing."""
    if len(text) <= longest:
        return text
    return (text[:longest].rpartition(" ")[0] or text[:longest])[: longest - 1].rstrip() + "…"


def _unknown(field: str, value: str, instead: str) -> str:
    return _("“%(field)s” is unknown as “%(value)s”; taken as “%(instead)s”") % {
        "field": field,
        "value": cut(value, 60),
        "instead": instead,
    }
