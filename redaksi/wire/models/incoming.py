from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class IncomingState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("Taken")
    DISMISSED = "dismissed", _("Put aside")
    WITHDRAWN = "withdrawn", _("Withdrawn by its source")


class Incoming(models.Model):
    """An item of a feed, waiting at the desk until somebody takes it or puts it aside."""

    feed = models.ForeignKey("wire.Feed", on_delete=models.PROTECT, related_name="items", verbose_name=_("feed"))
    identifier = models.CharField(max_length=700)
    digest = models.CharField(max_length=64, help_text=_("Of the item as it came last: unchanged means nothing to do."))
    headline = models.CharField(_("headline"), max_length=255)
    lead = models.TextField(_("lead"), blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    copy = models.JSONField(_("copy"), help_text=_("The whole item, as a sidecar."))
    published_at = models.DateTimeField(_("published there at"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    in_feed_at = models.DateTimeField(default=timezone.now, editable=False, help_text=_("When it was last seen in the feed."))
    changed_at = models.DateTimeField(_("changed there at"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=IncomingState, default=IncomingState.WAITING)
    told_first = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="told_again",
        verbose_name=_("told first by"),
        help_text=_("The item that told the same before; empty for the one that was first."),
    )
    story = models.ForeignKey(
        "stories.Story", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("story")
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handled by"),
    )
    handled_at = models.DateTimeField(_("handled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("incoming item")
        verbose_name_plural = _("incoming news")
        constraints = [models.UniqueConstraint(fields=["feed", "identifier"], name="one_row_per_item_of_a_feed")]
        indexes = [
            models.Index(fields=["state", "-received_at"], name="incoming_waiting"),
            models.Index(fields=["-received_at"], name="incoming_newest"),
        ]

    def __str__(self) -> str:
        return self.headline
