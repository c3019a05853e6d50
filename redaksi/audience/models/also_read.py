from django.db import models
from django.utils.translation import gettext_lazy as _


class AlsoRead(models.Model):
    """What readers of a story read besides, as sums over all of them: `[[story's key, weight], …]`, the heaviest first.

    `past`: of the days before `past_until`, faded; today's are counted beside the day's readings and added by the worker.
    `others`: both together, as pages use them. `total`: of all weights, also of those too light to be kept.
    """

    story = models.OneToOneField("stories.Story", on_delete=models.CASCADE, primary_key=True, related_name="+")
    past = models.JSONField(default=list)
    past_total = models.FloatField(default=0)
    past_until = models.DateField(null=True)
    others = models.JSONField(default=list)
    total = models.FloatField(default=0)
    renewed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("also read")
        verbose_name_plural = _("also read")

    def __str__(self) -> str:
        return f"{self.story_id}: {len(self.others)}"
