from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WithdrawalGround(models.TextChoices):
    """Why a published story may be taken back. Pressure from outside is no ground (Pedoman Media Siber 5a)."""

    EDITORIAL_ERROR = "editorial-error", _("Editorial error (Code of Ethics 10)")
    DECENCY = "decency", _("Decency")
    SARA = "sara", _("Hatred between groups (SARA)")
    CHILD = "child", _("A child's future")
    VICTIM = "victim", _("A victim's trauma")
    PRESS_COUNCIL = "press-council", _("The Press Council's word")
    COURT_ORDER = "court-order", _("A court's order (UU ITE 26)")
    RIGHTS_CLAIM = "rights-claim", _("A rights claim")
    ORIGIN = "origin", _("Withdrawn where it came from (Pedoman Media Siber 5b)")
    RAN_OUT = "ran-out", _("The advertorial ran out")


OFFERED = [(ground.value, ground.label) for ground in WithdrawalGround if ground != WithdrawalGround.RAN_OUT]
"""What somebody may choose. An advertorial runs out by the clock, and by nobody's wish."""


class Withdrawal(models.Model):
    """A published story taken back: its address goes on telling that it was, when, and why."""

    story = models.OneToOneField("stories.Story", on_delete=models.PROTECT, related_name="withdrawal")
    ground = models.CharField(_("ground"), max_length=20, choices=WithdrawalGround)
    reason = models.TextField(_("reason, as readers are told"))
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    @property
    def is_expiry(self) -> bool:
        """An advertorial that ran out: nothing was wrong with it."""
        return self.ground == WithdrawalGround.RAN_OUT

    def __str__(self) -> str:
        return f"{self.story} ({self.get_ground_display()})"
