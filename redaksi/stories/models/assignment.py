from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Assignment(models.Model):
    """One line of the plan of the day (*penugasan*): who brings what, until when, how long."""

    slugline = models.CharField(_("slugline"), max_length=120, help_text=_("The newsroom's working name."))
    section = models.ForeignKey(
        "stories.Section", on_delete=models.CASCADE, related_name="assignments", verbose_name=_("section")
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("assigned to"),
    )
    due_at = models.DateTimeField(_("due at"))
    length_words = models.PositiveIntegerField(
        _("length in words"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    wants_photo = models.BooleanField(_("photo wanted"), default=False)
    note = models.TextField(_("note"), blank=True)
    story = models.OneToOneField(
        "stories.Story",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignment",
        verbose_name=_("story"),
        help_text=_("Set when the writing begins."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["due_at"], name="assignment_due")]

    def __str__(self) -> str:
        return self.slugline
