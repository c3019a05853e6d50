from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from redaksi.stories.models.listed import Listed

if TYPE_CHECKING:
    from redaksi.stories.models.contributor import Contributor


class BylineRole(models.TextChoices):
    REPORTER = "reporter", _("Reporter")
    EDITOR = "editor", _("Editor")
    PHOTOGRAPHER = "photographer", _("Photographer")
    ILLUSTRATOR = "illustrator", _("Illustrator")
    CONTRIBUTOR = "contributor", _("Contributor")


WRITERS = (BylineRole.REPORTER, BylineRole.CONTRIBUTOR, BylineRole.ILLUSTRATOR)


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


def authors_among(lines: Iterable[Byline]) -> list[Contributor]:
    """Whose words they are: everybody who is not the editor or the photographer; everybody, where nobody else is named."""
    all_lines = list(lines)
    return [line.contributor for line in all_lines if line.role in WRITERS] or [line.contributor for line in all_lines]
