from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Override(models.Model):
    """An editor has read a check's warning and goes past it, for a reason. Written once, never changed."""

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="overrides", verbose_name=_("story"))
    check_name = models.CharField(_("check"), max_length=40)
    field = models.CharField(_("field"), max_length=40)
    text = models.CharField(_("words"), max_length=200, blank=True)
    message = models.TextField(_("warning"))
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("overridden warning")
        verbose_name_plural = _("overridden warnings")
        indexes = [models.Index(fields=["-at"], name="override_newest_first")]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.reason}"
