from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from redaksi.stories.models.listed import Listed


class BylineRole(models.TextChoices):
    REPORTER = "reporter", _("Reporter")
    EDITOR = "editor", _("Editor")
    PHOTOGRAPHER = "photographer", _("Photographer")
    ILLUSTRATOR = "illustrator", _("Illustrator")
    CONTRIBUTOR = "contributor", _("Contributor")


class Byline(Listed):
    """One contributor's part in one story."""

    LIST = "contributor_id"

    story = ParentalKey("stories.Story", on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(
        "stories.Contributor", on_delete=models.PROTECT, related_name="bylines", verbose_name=_("contributor")
    )
    role = models.CharField(_("role"), max_length=20, choices=BylineRole, default=BylineRole.REPORTER)

    class Meta(Listed.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        indexes = [
            models.Index(
                fields=["contributor", "-listed_at", "-story"], name="byline_river", condition=models.Q(listed_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.contributor} ({self.get_role_display()})"
