from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SectionRole(models.TextChoices):
    """What somebody may do in a section; of the first three each includes the one before."""

    REPORTER = "reporter", _("Reporter: writes and hands in")
    EDITOR = "editor", _("Editor: edits, approves, publishes")
    CHIEF = "chief", _("Chief editor: also withdraws")
    DELEGATE = "delegate", _("Delegate: withdraws for the chief editor")


class SectionRight(models.Model):
    """A user's or a group's role in one section, or in the whole paper. Wagtail's page permissions are derived from it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="section_rights",
        verbose_name=_("user"),
    )
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, null=True, blank=True, related_name="section_rights", verbose_name=_("group")
    )
    section = models.ForeignKey(
        "stories.Section",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="rights",
        verbose_name=_("section"),
        help_text=_("Empty: the whole paper."),
    )
    role = models.CharField(_("role"), max_length=20, choices=SectionRole)

    class Meta:
        verbose_name = _("section right")
        verbose_name_plural = _("section rights")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, group__isnull=True) | Q(user__isnull=True, group__isnull=False),
                name="a_right_is_a_users_or_a_groups",
                violation_error_message=_("Choose a user or a group, and only one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.group}: {self.get_role_display()} · {self.section or _('the whole paper')}"
