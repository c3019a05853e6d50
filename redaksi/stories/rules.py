"""What must be true of a story before readers see it. The desk's checks advise; these stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from redaksi.lib import disk
from redaksi.stories import prose

if TYPE_CHECKING:
    from redaksi.stories.models import Photo, Story


@dataclass(frozen=True)
class Reason:
    """Why not, for a person to read, and which field of the story has to change."""

    field: str
    message: str
    check: str = ""  # the desk's check that says so ("ejaan"); empty where the rule is of this file


type Objection = Callable[[Story, datetime], Iterable[Reason]]
_objections: list[Objection] = []


def also_ask(objection: Objection) -> None:
    """Whoever stands above and knows of something that stops a story says so here, from its `AppConfig.ready()`.

    It is asked with the version that is to go out and the time when, on every way to publication; once for each function,
    however often it is named.
    """
    if objection not in _objections:
        _objections.append(objection)


# Checks of the desk that only warn in the flash lane, in a bad night; all others stop there, too.
ONLY_WARN_IN_A_HURRY = frozenset(["ejaan", "angka"])


def reasons_against_publishing(story: Story, at: datetime | None = None, is_flash: bool = False) -> list[Reason]:
    """Empty when the story may go out at this time (now, where none is given)."""
    at = at or story.go_live_at or timezone.now()
    own = [*_text(story), *_embargo(story, at), *_photos(story, at), *_withdrawal(story), *_hold(story)]
    own += [*_other_side(story), *_term(story, at), *_room()]
    others = [reason for objection in _objections for reason in objection(story, at)]
    return own + [reason for reason in others if not (is_flash and reason.check in ONLY_WARN_IN_A_HURRY)]


def _text(story: Story) -> Iterator[Reason]:
    if not prose.word_count(story.body.raw_data):
        yield Reason("body", _("This story has no text yet."))


def _embargo(story: Story, at: datetime) -> Iterator[Reason]:
    if story.embargoed_until and at < story.embargoed_until:
        until = date_format(timezone.localtime(story.embargoed_until), "DATETIME_FORMAT")
        yield Reason("embargoed_until", _("This story is under embargo until %(until)s.") % {"until": until})


def _withdrawal(story: Story) -> Iterator[Reason]:
    if story.pk and story.is_withdrawn:
        yield Reason("title", _("This story was withdrawn; write a new one and link it."))


def _hold(story: Story) -> Iterator[Reason]:
    if story.address and not story.is_public and story.is_held:
        yield Reason("title", _("This story is held back; whoever may withdraw it decides first."))


def _other_side(story: Story) -> Iterator[Reason]:
    """Pedoman Media Siber 2b and 2c: verified in the same story, or all four grounds of the exception."""
    if story.may_harm and not story.other_side.strip() and not (story.pk and story.is_unverified):
        told = _("It may harm somebody: hear the other side, or say on all four grounds why it goes out before that.")
        yield Reason("other_side", told)


def _term(story: Story, at: datetime) -> Iterator[Reason]:
    if story.paid_until is None:
        return
    if story.genre != "paid":
        yield Reason("paid_until", _("Only an advertorial runs out."))
    elif story.paid_until <= at:
        yield Reason("paid_until", _("This advertorial has run out."))


def _room() -> Iterator[Reason]:
    """Better refused than half done: a publication writes in many places."""
    if disk.is_nearly_full(settings.HOME.folder):
        yield Reason("title", _("The server's disk is full: nothing can be published until somebody makes room there."))


def _photos(story: Story, at: datetime) -> Iterator[Reason]:
    for field, photo in photos_of(story):
        named = {"photo": photo.title}
        if "credit" in photo.lacks:
            yield Reason(field, _("The photo “%(photo)s” has no credit.") % named)
        if "description" in photo.lacks:
            yield Reason(field, _("The photo “%(photo)s” has no alternative text.") % named)
        if not photo.is_usable_on(timezone.localdate(at)):
            yield Reason(field, _("The right to use the photo “%(photo)s” has ended.") % named)


def photos_of(story: Story) -> Iterator[tuple[str, Photo]]:
    """Every photo that the story shows, once, with the field it stands in."""
    seen: set[int] = set()
    for field, photo in _all_photos(story):
        if photo is not None and photo.pk not in seen:
            seen.add(photo.pk)
            yield field, photo


def _all_photos(story: Story) -> Iterator[tuple[str, Any]]:
    yield "lead_photo", story.lead_photo
    for block in story.body:
        if block.block_type == "photo":
            yield "body", block.value["photo"]
        elif block.block_type == "gallery":
            yield from (("body", item["photo"]) for item in block.value["photos"])
