from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ApprovalKind(models.TextChoices):
    """On what ground a text may go out."""

    EDITOR = "editor", _("Read by an editor")
    CHIEF = "chief", _("Read by the chief editor")
    SMALL_FIX = "small-fix", _("Small fix of an approved text")
    FLASH = "flash", _("Flash lane: by the editor on duty alone")


class Approval(models.Model):
    """Somebody has read exactly this text and lets it go out. Never changed, but for the second reading of a flash.

    `digest` is that of what readers see (`stories.approvals.digest_of`): whatever changes there needs another approval.
    """

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="approvals")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    kind = models.CharField(_("kind"), max_length=20, choices=ApprovalKind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    comment = models.TextField(_("comment"), blank=True)
    difference = models.JSONField(_("difference"), null=True)
    read_again_at = models.DateTimeField(_("read again at"), null=True)
    read_again_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        permissions = [("fix_small", "Can put small slips right in an approved text")]
        indexes = [
            models.Index(fields=["story", "-at"], name="approval_of_story"),
            models.Index(fields=["at"], name="approval_to_read_again", condition=models.Q(kind="flash", read_again_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.story_id}"
