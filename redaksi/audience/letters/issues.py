"""When a letter is due, and the issues that were composed of it."""

from __future__ import annotations

from datetime import datetime

from redaksi.audience.models import Issue, Letter, Rhythm

__all__ = ["Issue", "Letter", "Rhythm", "due", "keep", "last_composed_at", "period_of"]


def due(now: datetime) -> list[Letter]:
    """Letters with readers, whose hour has come, without an issue of this day or week. `now` by the paper's clock."""
    letters = Letter.objects.filter(is_on=True, hour__lte=now.hour, subscriptions__isnull=False).exclude(rhythm=Rhythm.BY_HAND)
    return [letter for letter in letters.distinct() if _is_day(letter, now) and not _is_composed(letter, now)]


def period_of(letter: Letter, now: datetime) -> str:
    """`2026-11-23`, or `2026-W48` for what comes weekly."""
    return f"{now:%G-W%V}" if letter.rhythm == Rhythm.WEEKLY else now.date().isoformat()


def keep(letter: Letter, period: str, subject: str, text: str, html: str) -> Issue:
    """Raises `IntegrityError` where there is one of this period."""
    return Issue.objects.create(letter=letter, period=period, subject=subject, text=text, html=html)


def last_composed_at(letter: Letter) -> datetime | None:
    return letter.issues.order_by("-composed_at").values_list("composed_at", flat=True).first()


def _is_day(letter: Letter, now: datetime) -> bool:
    return letter.rhythm != Rhythm.WEEKLY or now.weekday() == letter.weekday


def _is_composed(letter: Letter, now: datetime) -> bool:
    return letter.issues.filter(period=period_of(letter, now)).exists()
