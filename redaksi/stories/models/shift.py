from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ShiftQuerySet(models.QuerySet):
    def running(self) -> Self:
        now = timezone.now()
        return self.filter(begins_at__lte=now, ends_at__gt=now)


class Shift(models.Model):
    """Who is the editor on duty (*redaktur piket*), and when. Only then are the flash lane and every section theirs."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shifts", verbose_name=_("editor on duty")
    )
    begins_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["-begins_at", "-pk"]
        indexes = [models.Index(fields=["ends_at"], name="shift_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="a_shift_ends_after_it_began",
                violation_error_message=_("A shift ends after it began."),
            ),
        ]

    def __str__(self) -> str:
        begins, ends = timezone.localtime(self.begins_at), timezone.localtime(self.ends_at)
        return f"{self.user}: {begins:%d/%m %H.%M}–{ends:%d/%m %H.%M}"
