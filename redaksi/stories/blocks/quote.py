from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from redaksi.stories.blocks.chosen import SnippetChooser


class Quote(blocks.StructBlock):
    """Who said it, as what, and where. The speaker stays as printed; the person is who that was."""

    text = blocks.TextBlock(label=_("Quote"), rows=3)
    speaker = blocks.CharBlock(label=_("Speaker"), max_length=120)
    speaker_role = blocks.CharBlock(
        label=_("Speaker's role"), max_length=200, required=False, help_text=_("As what: “Kremlin spokesman”.")
    )
    attribution = blocks.CharBlock(
        label=_("Attribution as printed"),
        max_length=300,
        required=False,
        help_text=_("For other systems; readers see it where no speaker is named."),
    )
    person = SnippetChooser("stories.Topic", label=_("Person"), required=False)
    source = SnippetChooser("stories.Source", label=_("Source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "stories/blocks/quote.html"
