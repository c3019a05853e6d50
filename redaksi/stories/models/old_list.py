from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OldList(models.Model):
    """Where the site that was here before listed the stories of a section, topic or contributor of ours.

    `path` as `addresses.old_path` has it; whatever stood below it (`page/2/`, `feed/`) leads there, too.
    """

    path = models.CharField(_("old address"), max_length=255, unique=True)
    section = models.ForeignKey("stories.Section", on_delete=models.CASCADE, null=True, blank=True, related_name="old_lists")
    topic = models.ForeignKey("stories.Topic", on_delete=models.CASCADE, null=True, blank=True, related_name="old_lists")
    contributor = models.ForeignKey(
        "stories.Contributor", on_delete=models.CASCADE, null=True, blank=True, related_name="old_lists"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("old list")
        verbose_name_plural = _("old lists")
        constraints = [
            models.CheckConstraint(
                name="an_old_list_leads_to_one_place",
                condition=(
                    Q(section__isnull=False, topic=None, contributor=None)
                    | Q(section=None, topic__isnull=False, contributor=None)
                    | Q(section=None, topic=None, contributor__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return self.path
