from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

TICK = timedelta(microseconds=1)


class Change(models.Model):
    """When a story last changed for readers: published, a new version, withdrawn. What partners ask by.

    Derived, and made again by `changes.catch_up`. A row for each section that a story stood in while it was public: who
    takes a section learns of what becomes of a story that was moved out of it.
    """

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey("stories.Section", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "section"], name="one_change_per_story_and_section")]
        indexes = [
            models.Index(fields=["at", "id"], name="change_river"),
            models.Index(fields=["section", "at", "id"], name="change_section_river"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} · {self.at:%Y-%m-%d %H:%M:%S}"


class ChangeClock(models.Model):
    """The time of the latest change. One row."""

    last = models.DateTimeField()

    @classmethod
    def take(cls) -> datetime:
        """A time later than every one given before. Callers wait for each other's transaction.

        So changes are seen in the order of their times: who asks for what came after one of them misses none.
        """
        with transaction.atomic(savepoint=False):
            clock, _ = cls.objects.select_for_update().get_or_create(pk=1, defaults={"last": timezone.now()})
            clock.last = max(timezone.now(), clock.last + TICK)
            clock.save(update_fields=["last"])
        return clock.last

    def __str__(self) -> str:
        return f"{self.last:%Y-%m-%d %H:%M:%S}"
