from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .text import INLINE_FEATURES, Text


class Factbox(blocks.StructBlock):
    """What a reader needs beside the story: background, figures, a time line."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = Text(label=_("Text"), features=[*INLINE_FEATURES, "h3", "ol", "ul"])

    class Meta:
        icon = "help"
        label = _("Factbox")
        template = "stories/blocks/factbox.html"
