"""Photos: credit, alternative text and licence, captions, size for Discover, faces of children."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.desk.checking import Finding, Result, Text
from redaksi.stories import rules
from redaksi.stories.models import Photo

WIDEST_NEEDED = 1200  # pixels, and 300,000 in all: Google Discover's rule for large pictures
MOST_NEEDED = 300_000


def check(text: Text) -> Iterator[Finding]:
    if text.story is None:
        return
    day = text.published or timezone.localdate()
    for field, photo in rules.photos_of(text.story):
        named = {"photo": photo.title}
        if "credit" in photo.lacks:
            yield _finding(field, Result.STOP, _("The photo “%(photo)s” has no credit.") % named)
        if "description" in photo.lacks:
            yield _finding(field, Result.STOP, _("The photo “%(photo)s” has no alternative text.") % named)
        if not photo.is_usable_on(day):
            yield _finding(field, Result.STOP, _("The right to use the photo “%(photo)s” has ended.") % named)
        yield from (_finding(field, Result.WARN, message) for message in _wishes(photo, field, text))


def _wishes(photo: Photo, field: str, text: Text) -> Iterator[str]:
    named = {"photo": photo.title}
    if not photo.caption.strip() and not (field == "lead_photo" and text.story.lead_caption.strip()):
        yield _("The photo “%(photo)s” has no caption.") % named
    if not photo.usage_terms.strip():
        yield _("The photo “%(photo)s” does not say on what terms it is used.") % named
    if field == "lead_photo" and (photo.width < WIDEST_NEEDED or photo.width * photo.height < MOST_NEEDED):
        size = {"width": photo.width, "height": photo.height, "needed": WIDEST_NEEDED}
        yield _("The lead photo has %(width)s × %(height)s pixels; Discover wants %(needed)s across.") % size
    if photo.shows_children and not text.protects_identity:
        yield _("The photo “%(photo)s” shows a child's face: have the parents agreed?") % named


def _finding(field: str, result: Result, message: str) -> Finding:
    return Finding("foto", result, field, 0, 0, "", message)
