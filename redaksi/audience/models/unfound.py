from django.db import models
from django.utils.translation import gettext_lazy as _


class Unfound(models.Model):
    """What readers looked for on a day and did not find. Shown at the desk only where several asked for the same."""

    day = models.DateField()
    words = models.CharField(_("words"), max_length=80)
    count = models.PositiveIntegerField(_("how often"), default=0)

    class Meta:
        default_permissions = ()
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="unfound_day_words")]

    def __str__(self) -> str:
        return f"{self.words}: {self.count}"
