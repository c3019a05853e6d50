from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TIME_TO_DECIDE = timedelta(hours=24)


def latest_decision() -> object:
    return timezone.now() + TIME_TO_DECIDE


class HoldOutcome(models.TextChoices):
    BACK = "back", _("Back as it was")
    CORRECTED = "corrected", _("Back, corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Hold(models.Model):
    """A published story taken back for the moment (*tahan*). Open until somebody who may withdraw has decided."""

    story = models.ForeignKey("stories.Story", on_delete=models.PROTECT, related_name="holds")
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    held_at = models.DateTimeField(_("held at"), auto_now_add=True)
    note = models.TextField(_("note to the desk"), blank=True)
    decide_until = models.DateTimeField(_("to be decided until"), default=latest_decision)
    outcome = models.CharField(_("outcome"), max_length=20, choices=HoldOutcome, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decision_note = models.TextField(_("reason of the decision"), blank=True)

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        constraints = [
            models.UniqueConstraint(fields=["story"], condition=models.Q(outcome=""), name="a_story_is_held_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} ({self.get_outcome_display() or _('held')})"
