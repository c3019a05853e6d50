from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TOKEN_BYTES = 24
CONFIRMED_WITHIN = timedelta(days=7)


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


class Rhythm(models.TextChoices):
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    BY_HAND = "by_hand", _("When an editor sends one")


class Letter(models.Model):
    """A newsletter that readers may subscribe to."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    description = models.CharField(_("description"), max_length=200, help_text=_("What readers get, and how often."))
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    hour = models.PositiveSmallIntegerField(_("hour"), default=6, validators=[MaxValueValidator(23)])
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), default=0, validators=[MaxValueValidator(6)], help_text=_("0 is Monday; for a weekly one.")
    )
    section = models.ForeignKey(
        "stories.Section", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    topic = models.ForeignKey(
        "stories.Topic", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    most_stories = models.PositiveSmallIntegerField(
        _("stories at most"), default=7, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    is_on = models.BooleanField(_("offered to readers"), default=True)

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def at(self, *emails: str) -> Self:
        """However they are written. By the index that keeps addresses apart: `iexact` would read every row."""
        return self.alias(address=Lower("email")).filter(address__in=[email.lower() for email in emails])


class Subscriber(models.Model):
    """Somebody who asked for letters. The address is personal data: kept with what was consented to, and when."""

    email = models.EmailField(_("e-mail"))
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    consent = models.TextField(_("what was consented to"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    told_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    bounces = models.PositiveSmallIntegerField(_("bounces"), default=0)
    stopped_at = models.DateTimeField(_("does not arrive since"), null=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        constraints = [models.UniqueConstraint(Lower("email"), name="subscriber_email")]

    def __str__(self) -> str:
        return self.email


class Subscription(models.Model):
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="subscriptions")
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="subscriptions")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [models.UniqueConstraint(fields=["subscriber", "letter"], name="subscription_once")]

    def __str__(self) -> str:
        return f"{self.subscriber_id} {self.letter_id}"


class Issue(models.Model):
    """One number of a letter, as it was composed. `period`: the day or week it is for; there is one of each."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="issues")
    period = models.CharField(max_length=40)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField()
    html = models.TextField()
    composed_at = models.DateTimeField(default=timezone.now)
    addressed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        constraints = [models.UniqueConstraint(fields=["letter", "period"], name="issue_once")]

    def __str__(self) -> str:
        return self.subject


class SendingState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    UNDER_WAY = "under_way", _("Given to the mail server")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Sending(models.Model):
    """One issue to one address. It is marked as under way before the mail server gets it, and never given to it again."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="sendings")
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=SendingState, default=SendingState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        constraints = [models.UniqueConstraint(fields=["issue", "subscription"], name="sending_once")]
        indexes = [models.Index(fields=["due_at"], name="sending_waits", condition=models.Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.subscription_id}: {self.state}"
