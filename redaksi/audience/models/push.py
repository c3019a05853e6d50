from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redaksi.audience.models.letter import SendingState


class PushReader(models.Model):
    """A browser whose owner asked for breaking news. Its endpoint is personal data: kept with the consent and its time."""

    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    consent = models.TextField(_("what was consented to"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class Push(models.Model):
    """A story sent to browsers as breaking news: once, whoever presses the button again."""

    story = models.OneToOneField("stories.Story", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    addressed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.story_id)


class PushSending(models.Model):
    """One story to one browser: marked as under way before its push service gets it, and never given to it again."""

    push = models.ForeignKey(Push, on_delete=models.CASCADE, related_name="sendings")
    reader = models.ForeignKey(PushReader, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=SendingState, default=SendingState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["push", "reader"], name="push_once")]
        indexes = [models.Index(fields=["due_at"], name="push_waits", condition=models.Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.push_id} {self.reader_id}: {self.state}"
