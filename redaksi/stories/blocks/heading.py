from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Heading(blocks.StructBlock):
    """A heading between paragraphs; the headline is level 1."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(label=_("Level"), choices=[(2, _("Heading")), (3, _("Subheading"))], default=2)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "stories/blocks/heading.html"
