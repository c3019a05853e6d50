"""The text of a story or a policy, block by block. Paragraphs, which are the most of it, are printed without a template."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText

from redaksi.front import prose
from redaksi.stories.models import Genre


def printed(body: Any, page: Any) -> SafeString:
    """The dateline stands before the first paragraph."""
    _with_renditions(body)
    dateline = getattr(page, "dateline", "")
    parts = []
    for block in body:
        if block.block_type == "text":
            parts.append(paragraphs(block.value, page, dateline))
            dateline = ""
        else:
            parts.append(block.render({"page": page}))
    return mark_safe("\n".join(parts))  # noqa: S308 - each block is markup already


def paragraphs(text: RichText | str, page: Any, dateline: str = "") -> SafeString:
    return prose.printed(prose.as_paragraphs(text), getattr(page, "published_at", None), dateline, is_paid(page))


def is_paid(page: Any) -> bool:
    return getattr(page, "genre", "") == Genre.PAID


def _with_renditions(body: Any) -> None:
    """Of all its photographs, by one query."""
    photos = [block.value["photo"] for block in body if block.block_type == "photo"]
    for block in body:
        if block.block_type == "gallery":
            photos += [item["photo"] for item in block.value["photos"]]
    prefetch_related_objects([photo for photo in photos if photo], "renditions")
