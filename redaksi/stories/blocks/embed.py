from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class EmbedByLink(blocks.StructBlock):
    """A video or post elsewhere, by its link: the page loads nothing of it until the reader goes there."""

    url = blocks.URLBlock(label=_("Address"))
    caption = blocks.CharBlock(label=_("What is there"), max_length=300, required=False)

    class Meta:
        icon = "media"
        label = _("Embed by link")
        template = "stories/blocks/embed.html"
