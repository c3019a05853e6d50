from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

LATE_AFTER = timedelta(seconds=60)


class Clock(models.Model):
    """One row: when the clock that publishes last ticked. In the database, so that every machine of the desk knows."""

    ticked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.ticked_at:%H.%M.%S}"

    @classmethod
    def note_tick(cls) -> None:
        cls.objects.update_or_create(pk=1, defaults={"ticked_at": timezone.now()})

    @classmethod
    def stopped_since(cls) -> datetime | None:
        """None while it goes; where it never went, the beginning of time is not made up: it counts as going."""
        last = cls.objects.values_list("ticked_at", flat=True).first()
        return last if last and timezone.now() - last > LATE_AFTER else None
