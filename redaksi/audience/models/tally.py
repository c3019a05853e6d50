from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """How often something happened on the whole paper in one hour: `visits`, `readings`, `from_search`, `dropped_flood` …"""

    hour = models.DateTimeField(_("hour"))
    name = models.CharField(_("what"), max_length=40)
    count = models.PositiveBigIntegerField(_("how often"), default=0)

    class Meta:
        default_permissions = ()
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [models.UniqueConstraint(fields=["hour", "name"], name="tally_hour_name")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.name}: {self.count}"
