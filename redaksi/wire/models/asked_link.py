from __future__ import annotations

from django.db import models

LONGEST = 1000
ABSENT = (404, 410)
SILENCES = 2


class AskedLink(models.Model):
    """What an address said when the worker last asked whether it is there. Derived; forgotten after a week."""

    url = models.CharField(max_length=LONGEST, unique=True)
    asked_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    """Of HTTP; 0 where nobody answered, or where it is not asked."""
    silences = models.PositiveSmallIntegerField(default=0)
    """How often running nobody answered."""
    trouble = models.CharField(max_length=300, blank=True)

    @property
    def is_dead(self) -> bool:
        """Whoever forbids, is overloaded or keeps machines out may be there for readers."""
        return self.status in ABSENT or self.silences >= SILENCES

    def __str__(self) -> str:
        return self.url
