from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Due(models.IntegerChoices):
    """Why a list has to be looked at again: something near has changed, or the story itself."""

    NOT = 0, _("As it should be")
    NEAR = 1, _("Something near it has changed")
    ITSELF = 2, _("It has changed itself")


class Neighbourhood(models.Model):
    """What lies near one published story, the best first, found in the background: `[[story's key, score, why], …]`.

    One row a story: a page reads the list whole, and it is replaced whole. Stories in it may have been withdrawn since;
    whoever reads it asks for published ones only. Until `renewed_at` is known nobody has looked yet.
    """

    story = models.OneToOneField(
        "stories.Story", on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("story")
    )
    others = models.JSONField(default=list)
    renewed_at = models.DateTimeField(null=True)
    due = models.PositiveSmallIntegerField(choices=Due, default=Due.ITSELF)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("related stories")
        verbose_name_plural = _("related stories")
        indexes = [models.Index(fields=["-due", "-story"], name="neighbourhood_due", condition=Q(due__gt=0))]

    def __str__(self) -> str:
        return f"{self.story_id}: {len(self.others)}"
