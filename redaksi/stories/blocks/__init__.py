"""What a body is made of: few blocks, named by the trade. How each looks is the front's (`stories/blocks/*.html`)."""

from wagtail import blocks

from .embed import EmbedByLink
from .factbox import Factbox
from .heading import Heading
from .list import ItemList
from .photo import Gallery, PhotoInBody
from .quote import Quote
from .related import InlineRelated
from .table import Table
from .text import Text


class Body(blocks.StreamBlock):
    """The text of a story, in the order it is read."""

    text = Text()
    heading = Heading()
    quote = Quote()
    photo = PhotoInBody()
    gallery = Gallery()
    factbox = Factbox()
    table = Table()
    list = ItemList()
    embed = EmbedByLink()
    related = InlineRelated()

    class Meta:
        required = False
        template = "stories/blocks/body.html"
