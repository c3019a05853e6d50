from django.db import models
from django.utils.translation import gettext_lazy as _

from redaksi.wire.status import Status


class Delivery(models.Model):
    """One line of the delivery log: which version of a story went to whom, and when. Lines are added, never changed.

    It says who holds a copy, so that a correction or a withdrawal can follow every one of them.
    """

    partner = models.ForeignKey("wire.Partner", on_delete=models.PROTECT, related_name="deliveries", verbose_name=_("partner"))
    story = models.ForeignKey("stories.Story", on_delete=models.PROTECT, related_name="+", verbose_name=_("story"))
    version_at = models.DateTimeField(_("version of"), help_text=_("When this version of the story became public."))
    status = models.CharField(_("status"), max_length=10, choices=[(each.value, each.value) for each in Status])
    delivered_at = models.DateTimeField(_("delivered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["partner", "story", "version_at", "status"], name="one_line_per_version_delivered")
        ]
        indexes = [models.Index(fields=["story", "partner"], name="delivery_of_story")]

    def __str__(self) -> str:
        return f"{self.partner} · {self.story_id} · {self.status}"
