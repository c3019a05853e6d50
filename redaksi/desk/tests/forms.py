"""What a browser would send: the form of a page as Wagtail's own test tools fill it."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from redaksi.stories.models import Story


def story_form(headline: str, text: str = "<p>Api membakar gudang.</p>", **fields: Any) -> dict[str, Any]:
    """A story form as posted; add `**{"action-publish": "1"}` for the button that sent it."""
    return nested_form_data(
        {
            "title": headline,
            "slug": fields.pop("slug", "kebakaran"),
            "body": streamfield([("text", rich_text(text))]),
            "bylines": inline_formset([]),
            "story_sources": inline_formset([]),
            "story_topics": inline_formset([]),
            "comments": inline_formset([]),
            "genre": "report",
            "language": "id",
            "urgency": "5",
            **fields,
        }
    )


def form_of(story: Story, **fields: Any) -> dict[str, Any]:
    return story_form(story.title, slug=story.slug, lead_photo=story.lead_photo_id or "", **fields)
