"""From an item of a feed to the copy of a draft: what it says stays, what only its own house can say goes to the desk's note.

People there are not our contributors, its keywords are not our topics, and its day of publication is not ours: who takes
an item decides what of that becomes the paper's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from redaksi.stories.actions import Refused
from redaksi.stories.copy import BlockCopy, PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.stories.models import Section, Storyline, Topic
from redaksi.wire import sidecar
from redaksi.wire.copying import photos_in
from redaksi.wire.fitting import LONGEST_NAME, cut
from redaksi.wire.pictures import PictureDesk

if TYPE_CHECKING:
    from redaksi.wire.models import Incoming


@dataclass(frozen=True)
class Draft:
    copy: StoryCopy
    section: Section


def draft_of(item: Incoming, section: Section | None) -> Draft:
    """Raises `Refused` where nobody says which section it is for."""
    given = sidecar.load(item.copy)
    known = _topics_known(given.topics)
    copy = replace(
        given,
        source=item.feed.source,
        identifier=item.identifier,
        sources=[_source(item, given), *_other_sources(item, given)],
        ed_note="\n".join(_note(item, given, known)),
        topics=known,
        bylines=[],
        storyline=given.storyline if Storyline.objects.filter(name=given.storyline).exists() else "",
        body=[block for block in given.body if not _is_wordless(block)],
        slug="",
        published_at=None,
        is_published_at_approximate=False,
        updated_at=None,
        old_addresses=[],
    )
    PictureDesk().admit(copy)
    return Draft(copy, section or item.feed.section or _named(given.section))


def _named(title: str) -> Section:
    section = Section.objects.filter(title__iexact=title).first() if title else None
    if section is None:
        raise Refused.because(_("Choose the section that it is for."), field="section")
    return section


def _source(item: Incoming, given: StoryCopy) -> SourceCopy:
    """The feed by the name that readers know, with who wrote it there and on which terms."""
    told = [", ".join(line.name for line in given.bylines), item.feed.usage_terms]
    return SourceCopy(item.feed.name, "medium", _fitting(item.url), cut(" · ".join(filter(None, told)), LONGEST_NAME["note"]))


def _other_sources(item: Incoming, given: StoryCopy) -> list[SourceCopy]:
    """Whom the item itself names; not the medium, which a feed may call itself as it likes."""
    return [each for each in given.sources if each.name != item.feed.name and each.url != item.url]


def _fitting(url: str) -> str:
    return url if len(url) <= LONGEST_NAME["url"] else ""


def _note(item: Incoming, given: StoryCopy, known: list[TopicCopy]) -> Iterator[str]:
    """Where it came from, for whoever goes on with it."""
    feed = item.feed
    yield _("From %(feed)s: %(url)s") % {"feed": feed.name, "url": item.url or item.identifier}
    if item.published_at:
        yield _("Published there: %(at)s") % {"at": date_format(localtime(item.published_at), "DATETIME_FORMAT")}
    if feed.usage_terms or feed.rights_url:
        yield _("Licence: %(terms)s") % {"terms": " ".join(filter(None, [feed.usage_terms, feed.rights_url]))}
    if given.bylines:
        yield _("Written there by: %(names)s") % {"names": ", ".join(line.name for line in given.bylines)}
    ours = {topic.name.casefold() for topic in known}
    if others := [topic.name for topic in given.topics if topic.name.casefold() not in ours]:
        yield _("Keywords there: %(names)s") % {"names": ", ".join(others[:20])}
    yield from (_("Picture there: %(picture)s") % {"picture": words} for words in map(_told, photos_in(given)))
    if given.ed_note:
        yield given.ed_note


def _told(photo: PhotoCopy) -> str:
    credit = f"({photo.credit})" if photo.credit else ""
    return " ".join(filter(None, [photo.file, credit, photo.usage_terms]))


def _is_wordless(block: BlockCopy) -> bool:
    """A picture that stays where it is and says nothing."""
    return block.kind == "photo" and not (block.value.caption or block.value.alt or block.value.credit)


def _topics_known(topics: Iterable[TopicCopy]) -> list[TopicCopy]:
    """Those of them that the paper has already, as it has them."""
    wanted = Q(pk=None)
    for name in {topic.name for topic in topics}:
        wanted |= Q(name__iexact=name)
    return [TopicCopy(name, kind) for name, kind in Topic.objects.filter(wanted).order_by("pk").values_list("name", "kind")]
