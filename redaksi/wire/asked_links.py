"""Whether addresses that stories lead to are there: asked seldom, kept for a week."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urldefrag

from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.wire.fetching import Fetcher
from redaksi.wire.models import AskedLink
from redaksi.wire.models.asked_link import LONGEST
from redaksi.wire.places import Refused, Unreached

KEPT = timedelta(days=7)
AGAIN = timedelta(hours=1)
"""After which one that seemed dead is asked once more."""
SECONDS_A_ROUND = 100

log = logging.getLogger(__name__)


def dead(urls: Iterable[str]) -> dict[str, AskedLink]:
    """Those of `urls` that were not there when they were last asked; one query."""
    known = _known({url: _page(url) for url in urls})
    return {url: row for url, row in known.items() if row.is_dead}


def ask(urls: Iterable[str], fetcher: Fetcher, now: datetime | None = None) -> int:
    """Asks those that are due, in their order; returns how many. After a hundred seconds the rest waits for the next round."""
    now, until, asked = now or timezone.now(), time.monotonic() + SECONDS_A_ROUND, 0
    pages = dict.fromkeys(page for url in urls if len(page := _page(url)) <= LONGEST)
    known = _known({page: page for page in pages})
    for page in pages:
        row = known.get(page)
        if row and not _is_due(row, now):
            continue
        if time.monotonic() > until:
            break
        try:
            _ask(row or AskedLink(url=page), fetcher, now)
        except Exception:  # a bad one stops no other
            log.exception("The link %s could not be asked", page)
        asked += 1
    return asked


def forget(now: datetime | None = None) -> None:
    """Answers of more than a week ago."""
    AskedLink.objects.filter(asked_at__lt=(now or timezone.now()) - KEPT).delete()


def _ask(row: AskedLink, fetcher: Fetcher, now: datetime) -> None:
    silences, row.silences, row.status, row.trouble = row.silences, 0, 0, ""
    try:
        row.status = fetcher.status(row.url)
        row.trouble = _("the server answers %(status)s") % {"status": row.status} if row.status >= 400 else ""
    except Unreached as silence:
        row.silences, row.trouble = silences + 1, str(silence)[:300]
    except Refused as refused:
        row.trouble = str(refused)[:300]
    row.asked_at = now
    AskedLink.objects.update_or_create(
        url=row.url,
        defaults={name: getattr(row, name) for name in ("status", "silences", "trouble", "asked_at")},
    )


def _is_due(row: AskedLink, now: datetime) -> bool:
    return now - row.asked_at >= (AGAIN if row.is_dead or row.silences else KEPT)


def _known(pages: dict[str, str]) -> dict[str, AskedLink]:
    """What is kept of each page, under the name it is given."""
    rows = {row.url: row for row in AskedLink.objects.filter(url__in=set(pages.values()))}
    return {name: rows[page] for name, page in pages.items() if page in rows}


def _page(url: str) -> str:
    """Without the place on it."""
    try:
        return urldefrag(url.strip())[0].replace("\0", "")
    except ValueError:
        return ""
