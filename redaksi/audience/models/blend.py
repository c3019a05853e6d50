from django.db import models
from django.utils.translation import gettext_lazy as _


class Blend(models.Model):
    """What has been learned of what readers read next: one row.

    `weights`: how much each part of the recommendation is worth, by how much is known of a story. `seen`: from how many steps
    that was learned. `learned_to`: the day and the number of the last of them. `places_for_new`: of six.
    """

    weights = models.JSONField(default=dict)
    seen = models.JSONField(default=dict)
    learned_to = models.JSONField(default=list)
    places_for_new = models.PositiveSmallIntegerField(default=1)
    renewed_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("blend of recommendations")
        verbose_name_plural = _("blend of recommendations")

    def __str__(self) -> str:
        return f"{self.renewed_at:%Y-%m-%d %H:%M}"
