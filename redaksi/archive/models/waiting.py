from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Waiting(models.Model):
    """Stories whose entry in the index may no longer be true: all whose keys lie between `first` and `last`.

    Written in the transaction that changes them, dropped after the index has them: whatever is killed in between, they wait.
    No foreign key: a story that is gone waits, too, to be taken out.
    """

    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    since = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("waiting for the index")
        verbose_name_plural = _("waiting for the index")

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @classmethod
    def note(cls, story_ids: Iterable[int]) -> None:
        """One row for all of them: keys given in one go lie side by side, and a story read needlessly does no harm."""
        keys = list(story_ids)
        if keys:
            cls.objects.create(first=min(keys), last=max(keys))
