"""The head of a manuscript: what is known of the story beside its text."""

import tomllib
from typing import Any

from django.utils.translation import gettext as _

from redaksi.stories.copy import BylineCopy, PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.wire.item import Unreadable

from .fields import Fields
from .pictures import PictureFolders

TEXTS = (
    *("kicker", "dek", "teaser", "slug", "slugline", "section", "dateline", "ed_note", "storyline"),
    *("lead_caption", "lead_credit"),
)
MOMENTS = ("published_at", "updated_at", "embargoed_until")


def toml(text: str) -> dict[str, Any]:
    """Raises `Unreadable`, with the place of the mistake."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(_("not valid TOML: %(error)s") % {"error": error}) from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits; brackets without end
        raise Unreadable(_("TOML that nobody means: %(error)s") % {"error": str(error)[:100]}) from error


def copy_of(head: Fields, folders: PictureFolders) -> StoryCopy:
    """The copy without its body. What stays in `head.left` is unknown. Raises `Unreadable`."""
    copy = StoryCopy(
        headline=head.needed("headline"),
        genre=head.text("genre") or "report",
        language=head.text("language") or "id",
        urgency=head.number("urgency", default=5, most=9),
        old_addresses=head.texts("old_addresses"),
        identifier=head.text("id"),
    )
    for name in TEXTS:
        setattr(copy, name, head.text(name))
    for name in MOMENTS:
        setattr(copy, name, head.moment(name))
    copy.is_published_at_approximate = head.left.pop("is_published_at_approximate", False) is True
    lead = head.table("lead_photo")
    copy.lead_photo = photo_of(lead, folders) if lead else None
    copy.bylines = [
        BylineCopy(person.needed("name"), person.text("role") or "reporter", person.text("desk"))
        for person in head.tables("contributors")
    ]
    copy.topics = [TopicCopy(topic.needed("name"), topic.text("kind") or "subject") for topic in head.tables("topics")]
    copy.sources = [
        SourceCopy(source.needed("name"), source.text("kind") or "organization", source.text("url"), source.text("note"))
        for source in head.tables("sources")
    ]
    return copy


def photo_of(photo: Fields, folders: PictureFolders) -> PhotoCopy:
    file = photo.needed("file")
    return PhotoCopy(
        file=file,
        credit=photo.text("credit"),
        caption=photo.text("caption"),
        alt=photo.text("alt"),
        usage_terms=photo.text("usage_terms"),
        digital_source_type=photo.text("digital_source_type") or "digitalCapture",
        creator=photo.text("creator"),
        path=folders.path_of(file),
    )
