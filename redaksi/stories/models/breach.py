from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LEGAL_LIMIT = timedelta(hours=72)
"""UU 27/2022 pasal 46: written notice to the people concerned and to the authority within 3 × 24 hours."""


class Breach(models.Model):
    """Personal data that got where it should not have: the register, with its clock."""

    found_at = models.DateTimeField(_("found at"), default=timezone.now)
    happened = models.TextField(_("when and how it happened"))
    concerned = models.TextField(_("which data"))
    people_count = models.PositiveIntegerField(_("how many people"), default=0)
    measures = models.TextField(_("what was done about it"), help_text=_("To stop it, and to make good."))
    people_told_at = models.DateTimeField(_("the people were told at"), null=True, blank=True)
    authority_told_at = models.DateTimeField(_("the authority was told at"), null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("breach of personal data")
        verbose_name_plural = _("breaches of personal data")
        default_permissions = ("add", "change", "view")
        ordering = ["-found_at"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.found_at):%Y-%m-%d %H.%M}"

    @property
    def due_at(self) -> object:
        return self.found_at + LEGAL_LIMIT

    @property
    def is_told(self) -> bool:
        return bool(self.people_told_at and self.authority_told_at)
