from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from redaksi.stories.blocks.chosen import PageChooser


class InlineRelated(blocks.StructBlock):
    """Another of our stories, named between the paragraphs (“Baca Juga”)."""

    story = PageChooser(label=_("Story"), page_type="stories.Story", required=False)
    item = blocks.CharBlock(required=False, label=_("Its number elsewhere"), help_text=_("Until that story has come in, too."))

    class Meta:
        icon = "link"
        label = _("Read also")
        template = "stories/blocks/related.html"
