from django.db import models
from django.utils.translation import gettext_lazy as _


class IdentityPaper(models.Model):
    """Proof of who sent a case, encrypted on the disk; deleted when the case closes, while this row says that it was there."""

    case = models.OneToOneField("stories.Case", on_delete=models.PROTECT, related_name="paper")
    file = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(_("size"))
    received_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(_("deleted at"), null=True)

    class Meta:
        verbose_name = _("proof of identity")
        verbose_name_plural = _("proofs of identity")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.case_id}: {self.media_type}"
