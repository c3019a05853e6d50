"""Stories as partners get them: whole addresses, photos as readers see them, nothing that was meant for the desk alone."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.stories import ledger, renditions
from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.stories.models import Hold, Paper, Photo, Rendition, Story
from redaksi.wire import copying, ninjs
from redaksi.wire.formats.rss_atom.write import FLAVORS, Gone, Head
from redaksi.wire.formats.rss_atom.write import write as write_feed
from redaksi.wire.models import Partner, PartnerFormat
from redaksi.wire.newscodes import DIGITAL_SOURCE_TYPES
from redaksi.wire.ninjs.bodies import lede
from redaksi.wire.status import Status

log = logging.getLogger(__name__)

PHOTO_SPEC = renditions.WHOLE_SPECS[-1]
"""Uncut: of a map or a chart nothing may be missing."""
SUMMARY_LENGTH = 300
CONTENT_TYPES = {
    PartnerFormat.NINJS_3: "application/json",
    PartnerFormat.NINJS_2: "application/json",
    PartnerFormat.NINJS_1: "application/json",
    PartnerFormat.RSS: "application/rss+xml; charset=utf-8",
    PartnerFormat.ATOM: "application/atom+xml; charset=utf-8",
    PartnerFormat.JSON_FEED: "application/feed+json",
}
AI_TYPES = {"assisted": "compositeWithTrainedAlgorithmicMedia", "made": "trainedAlgorithmicMedia"}
_OWN_LINK = re.compile(r'(<a\b[^>]*\bhref=")(?=/(?!/))')

Letter = StoryCopy | Gone


@dataclass(frozen=True)
class Envelope:
    """What is written about the answer itself; whole addresses."""

    address: str
    next_address: str = ""


class OutsideCopier(copying.Copier):
    """For whoever is not of this house: our stories by their addresses, photos that may still be used, no note to the desk."""

    def __init__(self, stories: Sequence[Story]) -> None:
        super().__init__(stories)
        self._remarks = ledger.remarks_on([story.pk for story in stories])

    def copy_of(self, story: Story) -> StoryCopy:
        copy = super().copy_of(story)
        has_changed = story.last_published_at and story.published_at and story.last_published_at > story.published_at
        return replace(
            copy,
            identifier=absolute(story.get_absolute_url()),
            source="",
            old_addresses=[],
            ed_note="",
            embargoed_until=None,
            updated_at=story.last_published_at if has_changed else None,
            lead_caption=copy.lead_caption if copy.lead_photo else "",
            body=self._with_remarks(story, [_with_whole_links(block) for block in copy.body if not _is_bare(block)]),
        )

    def _with_remarks(self, story: Story, body: list[BlockCopy]) -> list[BlockCopy]:
        """Corrections, and that it is not verified, reach whoever took the story (Pedoman Media Siber 4d)."""
        said = self._remarks.get(story.pk)
        if said is None:
            return body
        above, below = ([BlockCopy("text", "".join(lines))] if lines else [] for lines in (said.above, said.below))
        return [*above, *body, *below]

    def _photos_of(self, ids: Iterable[int]) -> dict[int, PhotoCopy]:
        """Their files as readers see them, too."""
        return {key: _as_file(photo, shown) for key, (photo, shown) in _shown(ids).items()}

    def _identifier_of(self, story_id: int | None) -> str:
        """A draft has no address, and nobody outside is told of it."""
        _identifier, address = self._pointed_at.get(story_id or 0, ("", ""))
        return absolute(address) if address else ""


@dataclass
class LabeledCopy(StoryCopy):
    """With what no system of another maker would read, but machines are told."""

    ai_use: str = ""


class PartnerCopier(OutsideCopier):
    """Photos by the address of what readers see."""

    def copy_of(self, story: Story) -> StoryCopy:
        return LabeledCopy(**vars(super().copy_of(story)), ai_use=story.ai_use)

    def _photos_of(self, ids: Iterable[int]) -> dict[int, PhotoCopy]:
        return {
            key: replace(copying.photo_copy(photo), file=absolute(shown.url), path=None)
            for key, (photo, shown) in _shown(ids).items()
        }


def absolute(address: str) -> str:
    return address if "://" in address else settings.SITE_URL + address


def letters_for(partner: Partner, story_ids: Sequence[int]) -> Iterator[tuple[Story, Letter]]:
    """These stories in this order, each with what the partner gets of it; drafts are left out."""
    stories = Story.objects.filter(pk__in=story_ids)
    found: dict[int, tuple[Story, Letter]] = {}
    for story, copy in copying.with_copies(stories.published().select_related("withdrawal"), PartnerCopier):
        found[story.pk] = (story, copy if partner.has_full_text else _summary(story, copy))
    for story in stories.filter(withdrawal__isnull=False).select_related("withdrawal", "protection").defer("body"):
        found[story.pk] = (story, _gone(story))
    if missing := [key for key in story_ids if key not in found]:
        held = Hold.objects.filter(story__in=missing, outcome="")
        found |= {hold.story_id: (hold.story, _held(hold)) for hold in held.select_related("story").defer("story__body")}
    return (found[key] for key in story_ids if key in found)


def content_type_for(partner: Partner) -> str:
    return CONTENT_TYPES[PartnerFormat(partner.format)]


def written(partner: Partner, letters: Sequence[Letter], envelope: Envelope) -> bytes:
    """The answer in the partner's format."""
    form = PartnerFormat(partner.format)
    if form.value in FLAVORS:
        paper = Paper.load()
        head = Head(
            title=paper.name,
            home=f"{settings.SITE_URL}/",
            address=envelope.address,
            language=settings.LANGUAGE_CODE,
            description=paper.tagline,
            identifier=f"{settings.SITE_URL}/mitra/{partner.pk}",
            rights=partner.usage_terms,
            next_address=envelope.next_address,
        )
        return write_feed(letters, head, form.value).encode()
    return _ninjs(partner, letters, form.value.removeprefix("ninjs-"))


def _ninjs(partner: Partner, letters: Sequence[Letter], version: str) -> bytes:
    items = [_item(partner, letter, version) for letter in letters]
    return json.dumps(items, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(partner: Partner, letter: Letter, version: str) -> dict[str, Any]:
    more: dict[str, Any] = {"usageTerms": partner.usage_terms, "trustIndicators": _trust_indicators()}
    if isinstance(letter, Gone):
        copy = StoryCopy(letter.headline, identifier=letter.identifier, language="")
        copy.published_at, copy.updated_at = letter.published_at, letter.gone_at
        status = Status.CANCELED if letter.is_final else Status.WITHHELD
        return ninjs.item_of(copy, status, version, {**more, "edNote": letter.reason})
    if not partner.has_full_text:
        more["representationType"] = "partial"
    if isinstance(letter, LabeledCopy) and letter.ai_use:
        literal = AI_TYPES[letter.ai_use]
        more["digitalSourceType"] = {"uri": f"{DIGITAL_SOURCE_TYPES}{literal}", "literal": literal}
    return ninjs.item_of(letter, version=version, more=more)


def _trust_indicators() -> list[dict[str, str]]:
    """Where whoever takes our stories finds what we got wrong, and who we are."""
    return [
        {"title": _("Corrections"), "href": absolute("/koreksi/")},
        {"title": _("The newsroom"), "href": absolute("/redaksi/")},
    ]


def _gone(story: Story) -> Gone:
    if hasattr(story, "protection"):
        return _protected(story)
    withdrawal = story.withdrawal
    return Gone(
        absolute(story.get_absolute_url()), story.headline, withdrawal.withdrawn_at, withdrawal.reason, story.published_at
    )


def _protected(story: Story) -> Gone:
    """Without a word of it. By the address under which the partner holds it, as long as that is known here: it is told to
    whoever has it already, and to nobody else."""
    said = _("The words of this story are protected. Remove every copy, with its headline, its pictures and its address.")
    address = absolute(story.protection.kept.get("address") or story.get_absolute_url())
    return Gone(address, story.headline, story.protection.protected_at, said, story.published_at)


def _held(hold: Hold) -> Gone:
    said = _("The newsroom holds this story back for the moment. Show it to nobody until it comes again, or is withdrawn.")
    story = hold.story
    address = absolute(story.get_absolute_url())
    return Gone(address, story.headline, hold.held_at, said, story.published_at, is_final=False)


def _summary(story: Story, copy: StoryCopy) -> StoryCopy:
    """Headline, summary, link: the summary is the dek, the teaser, or how the text begins."""
    summary = story.dek or story.teaser or _shortened(lede(copy))
    return replace(copy, dek=summary, teaser="", body=[], lead_photo=None, lead_caption="", lead_credit="", sources=[])


def _shortened(text: str) -> str:
    return text if len(text) <= SUMMARY_LENGTH else f"{text[:SUMMARY_LENGTH].rpartition(' ')[0]} …"


def _usable(ids: Iterable[int]) -> Any:
    today = timezone.localdate()
    return Photo.objects.filter(Q(expires_at=None) | Q(expires_at__gte=today), pk__in=ids)


def _shown(ids: Iterable[int]) -> dict[int, tuple[Photo, Rendition]]:
    """What readers see of each; never the original, which may say where and by whom it was taken."""
    found = {}
    for photo in _usable(ids).prefetch_renditions(PHOTO_SPEC):
        try:
            found[photo.pk] = (photo, photo.get_rendition(PHOTO_SPEC))
        except Exception:  # a file that is gone or broken keeps its picture back, not the story
            log.exception("Photo %s cannot be shown to partners", photo.pk)
    return found


def _as_file(photo: Photo, shown: Rendition) -> PhotoCopy:
    copy, path = copying.photo_copy(photo), Path(shown.file.path)
    return replace(copy, file=str(PurePosixPath(copy.file).with_suffix(path.suffix)), path=path)


def _is_bare(block: BlockCopy) -> bool:
    """Nothing is left of it once what may not go out was taken away."""
    return (block.kind == "gallery" and not block.value["photos"]) or (block.kind == "related" and not block.value["story"])


def _with_whole_links(block: BlockCopy) -> BlockCopy:
    widen: dict[str, Callable[[Any], Any]] = {
        "text": _whole,
        "factbox": lambda value: {**value, "text": _whole(value["text"])},
        "list": lambda value: {**value, "items": [_whole(item) for item in value["items"]]},
    }
    return BlockCopy(block.kind, widen[block.kind](block.value)) if block.kind in widen else block


def _whole(html: str) -> str:
    return _OWN_LINK.sub(lambda link: link[1] + settings.SITE_URL, html)
