from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    NOW = "now", _("Now")
    TODAY = "today", _("Today")
    WEEK = "week", _("This week")


class MostRead(models.Model):
    """The most read stories of the paper or of a section, made by the worker: `[[story's key, score], …]`, the best first."""

    scope = models.CharField(max_length=10, choices=Scope)
    section = models.ForeignKey("stories.Section", on_delete=models.CASCADE, null=True, related_name="+")
    stories = models.JSONField(default=list)
    renewed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("most read")
        verbose_name_plural = _("most read")
        constraints = [
            models.UniqueConstraint(fields=["scope", "section"], name="most_read_of_section"),
            models.UniqueConstraint(fields=["scope"], condition=models.Q(section=None), name="most_read_of_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.section_id or ''}".strip()
