"""What the stories of an edition share: `edition.toml`, and any other TOML file of the same tables beside it."""

from django.utils.translation import gettext as _

from redaksi.stories.copy import ContributorCopy, EditionCopy, SectionCopy, StorylineCopy, TopicCopy
from redaksi.wire.item import Unreadable

from .fields import Fields
from .head import toml


def edition_of(text: str) -> EditionCopy:
    """Raises `Unreadable`; an unknown field too, for nobody would see a note on it."""
    fields = Fields(toml(text))
    site = fields.table("site")
    tables = {name: fields.tables(name) for name in ("sections", "contributors", "topics", "storylines")}
    edition = EditionCopy(
        name=site.text("name") if site else "",
        tagline=site.text("tagline") if site else "",
        sections=[SectionCopy(each.needed("name"), each.text("description")) for each in tables["sections"]],
        contributors=[_contributor(each) for each in tables["contributors"]],
        topics=[_topic(each) for each in tables["topics"]],
        storylines=[StorylineCopy(each.needed("name"), each.text("description")) for each in tables["storylines"]],
    )
    _check_nothing_left([fields, *([site] if site else []), *(each for table in tables.values() for each in table)])
    return edition


def _contributor(fields: Fields) -> ContributorCopy:
    return ContributorCopy(fields.needed("name"), fields.text("desk"), fields.text("job_title"), fields.text("bio"))


def _topic(fields: Fields) -> TopicCopy:
    name, kind = fields.needed("name"), fields.text("kind") or "subject"
    return TopicCopy(name, kind, fields.text("description"), tuple(fields.texts("spellings")))


def _check_nothing_left(read: list[Fields]) -> None:
    unknown = sorted({name for fields in read for name in fields.left})
    if unknown:
        raise Unreadable(_("unknown fields: %(names)s") % {"names": ", ".join(unknown)})
