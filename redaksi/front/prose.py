"""Paragraphs of a story, ready to print: links resolved, days marked, the place it was reported from put first."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from redaksi.front.addresses import is_ours
from redaksi.lib.indonesian.dates import mark_dates
from redaksi.stories import clean

FIRST_PARAGRAPH = re.compile(r"<p\b[^>]*>")
BLOCK_KEYS = re.compile(r' data-block-key="[^"]*"')
LINK = re.compile(r'<a href="([^"]*)"')
HAS_BLOCKS = re.compile(r"<(p|h3|ol|ul)\b")


def printed(
    text: RichText | str, published_at: datetime | None = None, dateline: str = "", is_paid: bool = False
) -> SafeString:
    """The markup of a rich text. It was sanitized when it was stored; it is again, for it costs less than one query."""
    html = clean.rich_text(text.source if isinstance(text, RichText) else str(text or ""))
    html = BLOCK_KEYS.sub("", html)
    if "<a " in html:
        html = LINK.sub(_paid_link if is_paid else _link, expand_db_html(html))
    html = mark_dates(html, _day(published_at))
    if dateline:
        html = _with_dateline(html, dateline)
    return mark_safe(html)  # noqa: S308


def as_paragraphs(text: RichText | str) -> str:
    """Text that came without paragraphs is one."""
    html = text.source if isinstance(text, RichText) else str(text or "")
    return html if HAS_BLOCKS.search(html) or not html.strip() else f"<p>{html}</p>"


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment, timezone.get_default_timezone()).date() if moment else None


def _with_dateline(html: str, dateline: str) -> str:
    place = f'<span class="dateline">{escape(dateline)}</span> — '
    return FIRST_PARAGRAPH.sub(lambda opening: opening[0] + place, html, count=1)


def _paid_link(match: re.Match[str]) -> str:
    """Machines are told that this link was paid for (Pedoman Media Siber 6)."""
    return _link(match).replace('rel="external', 'rel="sponsored external')


def _link(match: re.Match[str]) -> str:
    return match[0] if is_ours(match[1]) or not match[1].startswith("http") else f'{match[0]} rel="external noopener"'
