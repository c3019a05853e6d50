from datetime import timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=5)


class DueFailureQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """What still waits to go out: published by hand, or not planned any more, it has failed at nothing."""
        return self.filter(revision__approved_go_live_at__isnull=False)


class DueFailure(models.Model):
    """A planned version that could not go out at its time, and when it is tried again. Gone as soon as it is out."""

    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="due_failures")
    reason = models.TextField(_("reason"))
    tries = models.PositiveIntegerField(_("tries"), default=1)
    failed_first_at = models.DateTimeField(_("failed first at"))
    try_again_at = models.DateTimeField(_("tried again at"))

    objects = DueFailureQuerySet.as_manager()

    class Meta:
        verbose_name = _("failed publication")
        verbose_name_plural = _("failed publications")

    def __str__(self) -> str:
        return f"{self.story_id}: {self.reason}"

    @property
    def pause(self) -> timedelta:
        """Twice as long after each failure: 10 s, 20 s, … five minutes."""
        return min(FIRST_PAUSE * 2 ** min(self.tries - 1, 10), LONGEST_PAUSE)
