"""Which stories a partner is told of next: those that changed for readers, in the order in which they did."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

import redaksi
from redaksi.wire.changes import version_at
from redaksi.wire.models import Change, Delivery, Partner
from redaksi.wire.origins import none_of_another_house

PAGE = 50
SETTLED = timedelta(seconds=2)
_CURSOR = "%Y-%m-%dT%H:%M:%S.%fZ"


class Unclear(Exception):
    """What was asked cannot be understood; one line, for a person to read."""


@dataclass(frozen=True)
class Cursor:
    """A place in the order of changes: all after it are still to be told."""

    at: datetime
    change_id: int | None = None

    def __str__(self) -> str:
        moment = self.at.astimezone(UTC).strftime(_CURSOR)
        return moment if self.change_id is None else f"{moment}_{self.change_id}"


@dataclass(frozen=True)
class Row:
    """A change on its way out; `version_at` is when what readers see of the story now became so."""

    change_id: int
    at: datetime
    story_id: int
    version_at: datetime


@dataclass(frozen=True)
class Page:
    """Changes in the order in which they are told. `last` is where to ask on from; `is_more` whether some wait there."""

    rows: list[Row]
    last: Cursor | None
    is_more: bool

    @property
    def changed_at(self) -> datetime | None:
        return max((row.at for row in self.rows), default=None)


def cursor_of(text: str) -> Cursor | None:
    """A cursor of ours, or any time in ISO 8601, without a zone the paper's. Raises `Unclear`."""
    if not text:
        return None
    moment, _underscore, number = text.strip().partition("_")
    try:
        at = parse_datetime(moment.replace(" ", "+")) if "T" in moment else parse_datetime(f"{moment}T00:00:00")
        change_id = int(number) if number else None
        if at is None or not 0 <= (change_id or 0) < 2**63:
            raise ValueError(text)
        at = timezone.make_aware(at) if timezone.is_naive(at) else at
        return Cursor(at.astimezone(UTC), change_id)
    except (ValueError, OverflowError) as error:
        raise Unclear(_("“since” is a time like 2026-01-31T07:00:00+07:00, or what the last answer named.")) from error


def page_for(partner: Partner, since: Cursor | None = None) -> Page:
    """The newest, newest first; with `since` all after it, oldest first, as many as one page holds."""
    changes = _open_to(partner)
    if since is None:
        rows = _rows(changes.order_by("-at", "-pk"))[:PAGE]
        return Page(rows, _after(rows[:1]), is_more=False)
    rows = _rows(changes.filter(_later_than(since)).order_by("at", "pk"))
    return Page(rows[:PAGE], _after(rows[:PAGE]) or since, is_more=len(rows) > PAGE)


def etag_of(partner: Partner, page: Page, address: str) -> str:
    """Changes with anything that the answer is made of; with the day, on which the right to a photo may end."""
    settings = (partner.pk, partner.name, partner.format, partner.has_full_text, partner.usage_terms)
    parts = (redaksi.__version__, address, settings, timezone.localdate(), page.is_more, page.rows)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def last_modified_of(page: Page, now: datetime) -> datetime | None:
    """None while another change might follow within the same second, which this header could not tell from the first."""
    return page.changed_at if page.changed_at and page.changed_at < now - SETTLED else None


def _open_to(partner: Partner) -> QuerySet[Change]:
    """What is public where the partner takes it; and of what it holds, what was withdrawn or went to another section."""
    holds = Exists(Delivery.objects.filter(partner=partner, story=OuterRef("story")))
    is_out = Q(story__embargoed_until=None) | Q(story__embargoed_until__lte=timezone.now())
    is_open = Q(story__is_public=True) & is_out & none_of_another_house()
    is_here = Q(section=F("story__section"))
    if partner.section_id is None:
        return Change.objects.filter(is_here & (is_open | holds))
    return Change.objects.filter(Q(section=partner.section_id) & (is_here & is_open | holds))


def _later_than(since: Cursor) -> Q:
    if since.change_id is None:
        return Q(at__gt=since.at)
    return Q(at__gte=since.at) & (Q(at__gt=since.at) | Q(pk__gt=since.change_id))


def _rows(changes: QuerySet[Change]) -> list[Row]:
    found: Any = changes.annotate(version_at=version_at("story__")).values_list("pk", "at", "story_id", "version_at")
    return [Row(*row) for row in found[: PAGE + 1]]


def _after(rows: list[Row]) -> Cursor | None:
    return Cursor(rows[-1].at, rows[-1].change_id) if rows else None
