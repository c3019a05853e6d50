"""What copy says, as plain text: to be compared with what it said before."""

from django.utils.translation import gettext as _

from redaksi.stories import prose
from redaksi.stories.copy import StoryCopy
from redaksi.wire.formats.page_html.read import read_page
from redaksi.wire.item import House, Unreadable
from redaksi.wire.legible import line

LONGEST = 200_000  # characters
SHOWN = ("photo", "gallery")


def text_of(copy: StoryCopy) -> str:
    """The headline in the first line, then dek and text, a paragraph a line; pictures have none."""
    read = prose.paragraphs({"type": block.kind, "value": block.value} for block in copy.body if block.kind not in SHOWN)
    return "\n".join([line(copy.headline), *filter(None, map(line, [copy.dek, *read]))])[:LONGEST]


def text_of_page(raw: bytes, url: str, house: House) -> str:
    """The same of an article's page, without what stands around the article. Raises `Unreadable`."""
    copy = read_page(raw, url, house).copy
    if not copy.body:
        raise Unreadable(_("no paragraph of text was found"))
    return text_of(copy)
