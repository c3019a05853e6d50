from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TIME_TO_VERIFY = timedelta(days=1)


def verified_until() -> object:
    return timezone.now() + TIME_TO_VERIFY


class Unverified(models.Model):
    """A story that went out before the other side was heard (Pedoman Media Siber 2c, all four of its conditions).

    Open until an update story brings the result (2d). While it is open the system tells readers, and nobody can stop it.
    """

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="unverified")
    public_interest = models.TextField(_("why the public needs it now"))
    source = models.TextField(_("who the first source is, and why it is credible and competent"))
    unreachable = models.TextField(_("why whom it is about could not be reached"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="to_verify",
        verbose_name=_("who goes on verifying"),
    )
    verify_until = models.DateTimeField(_("to be verified until"), default=verified_until)
    is_told = models.BooleanField(default=False, editable=False)  # readers see the story, and the ledger says so
    update_story = models.ForeignKey(
        "stories.Story",
        on_delete=models.PROTECT,
        null=True,
        related_name="verifies",
        verbose_name=_("update story"),
    )
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("unverified story")
        verbose_name_plural = _("unverified stories")
        constraints = [
            models.UniqueConstraint(
                fields=["story"], condition=models.Q(closed_at=None), name="a_story_is_unverified_once_at_a_time"
            ),
        ]

    @property
    def is_late(self) -> bool:
        return self.closed_at is None and self.verify_until < timezone.now()

    def __str__(self) -> str:
        return f"{self.story_id} ({_('open') if self.closed_at is None else _('closed')})"
