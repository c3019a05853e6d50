from django.db import models
from django.utils.translation import gettext_lazy as _


class Folded(models.Model):
    """A batch of readings that has been counted, written with its counts: whatever is killed, none is counted twice."""

    name = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("counted batch")
        verbose_name_plural = _("counted batches")

    def __str__(self) -> str:
        return self.name
