from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from redaksi.stories import clean

INLINE_FEATURES = ["bold", "italic", "link"]


class Text(blocks.RichTextBlock):
    """One paragraph or several. Whatever reaches the database was sanitized, whichever way it came in."""

    def __init__(self, **options: Any) -> None:
        super().__init__(features=options.pop("features", INLINE_FEATURES), **options)

    def get_prep_value(self, value: Any) -> str:
        return clean.rich_text(super().get_prep_value(value))

    class Meta:
        icon = "pilcrow"
        label = _("Paragraphs")
        template = "stories/blocks/text.html"
