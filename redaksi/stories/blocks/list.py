from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .text import INLINE_FEATURES, Text


class ItemList(blocks.StructBlock):
    """Points, numbered where their order matters."""

    is_numbered = blocks.BooleanBlock(label=_("Numbered"), required=False)
    items = blocks.ListBlock(Text(label=_("Item"), features=INLINE_FEATURES), label=_("Items"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "stories/blocks/list.html"
