from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .letter import Letter


class Wish(models.Model):
    """What an editor wants to stand in an issue, until it is composed: the stories' keys in their order, a word before them."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="+")
    stories = models.JSONField(default=list)
    subject = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        verbose_name = _("issue to be composed")
        verbose_name_plural = _("issues to be composed")

    def __str__(self) -> str:
        return f"{self.letter_id}: {len(self.stories)}"
