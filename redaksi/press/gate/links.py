"""Links of a story's text that lead to stories of ours which readers cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from redaksi.stories.models import Story

_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
_PAGE = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*\bid="(\d+)"|<a\b[^>]*\bid="(\d+)"[^>]*\blinktype="page"')
_STORY = re.compile(r"^/\d{4}/\d{2}/[\w-]*-(\d{1,18})/?$")


def broken_links(story: Story) -> Iterator[str]:
    """Two queries where the text links to anything of ours, none where it does not."""
    text = " ".join(_rich_texts(story.body.raw_data))
    pages = {int(one or other) for one, other in _PAGE.findall(text)}
    numbers = {number: address for address in _HREF.findall(text) if (number := _number(address))}
    seen = set(Page.objects.filter(pk__in=pages, live=True).values_list("pk", flat=True)) if pages else set()
    public = set(Story.objects.published().filter(number__in=numbers).values_list("number", flat=True)) if numbers else set()
    if pages - seen:
        yield _("The text links to %(count)s pages that readers cannot see.") % {"count": len(pages - seen)}
    for number in sorted(numbers.keys() - public):
        yield _("The text links to a story that readers cannot see: %(address)s") % {"address": numbers[number]}


def _number(address: str) -> int:
    """Of a story of ours; 0 for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return 0
    is_ours = parts.netloc in ("", urlsplit(settings.SITE_URL).netloc)
    found = _STORY.match(parts.path) if is_ours else None
    return int(found[1]) if found else 0


def _rich_texts(blocks: object) -> Iterator[str]:
    """Every string in it, however deep it lies."""
    if isinstance(blocks, str):
        yield blocks
    elif isinstance(blocks, dict):
        for value in blocks.values():
            yield from _rich_texts(value)
    elif hasattr(blocks, "__iter__"):
        for each in blocks:
            yield from _rich_texts(each)
