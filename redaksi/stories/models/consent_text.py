from __future__ import annotations

from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def _refuse(why: str) -> NoReturn:
    from redaksi.stories.actions.refused import Refused

    raise Refused.because(why)


class ConsentPurpose(models.TextChoices):
    CASE = "case", gettext_lazy("Right of reply, complaint, request about data")


class ConsentText(models.Model):
    """What people agree to when they give us their data. A new wording is a new version: none is ever changed."""

    purpose = models.CharField(gettext_lazy("purpose"), max_length=20, choices=ConsentPurpose, default=ConsentPurpose.CASE)
    version = models.PositiveIntegerField(gettext_lazy("version"), editable=False)
    text = models.TextField(gettext_lazy("text"), help_text=gettext_lazy("Plain words; people tick that they agree to them."))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    valid_from = models.DateTimeField(gettext_lazy("valid from"), auto_now_add=True)

    class Meta:
        verbose_name = gettext_lazy("consent text")
        verbose_name_plural = gettext_lazy("consent texts")
        default_permissions = ("add", "view")
        ordering = ["purpose", "-version"]
        constraints = [models.UniqueConstraint(fields=["purpose", "version"], name="one_text_per_version_of_a_consent")]

    def __str__(self) -> str:
        return _("%(purpose)s, version %(version)d") % {"purpose": self.get_purpose_display(), "version": self.version}

    @classmethod
    def current(cls, purpose: ConsentPurpose = ConsentPurpose.CASE) -> Self | None:
        return cls.objects.filter(purpose=purpose).order_by("-version").first()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            _refuse(_("A consent text is never changed: save a new one."))
        latest = type(self).current(ConsentPurpose(self.purpose))
        self.version = latest.version + 1 if latest else 1
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse(_("A consent text is never deleted: somebody agreed to it."))
