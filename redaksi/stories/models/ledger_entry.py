"""What the paper got wrong, and what it did about it: one chain of acts, and the words that go with them."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class LedgerKind(models.TextChoices):
    """What was done. Another kind may be added; none is ever renamed, for digests hold it."""

    CORRECTION = "correction", gettext_lazy("Correction")
    REPLY = "reply", gettext_lazy("Right of reply")
    COMPLAINT = "complaint", gettext_lazy("Complaint decided")
    UNVERIFIED = "unverified", gettext_lazy("Published before it was verified")
    VERIFIED = "verified", gettext_lazy("Verified since")
    WITHDRAWAL = "withdrawal", gettext_lazy("Withdrawal")
    EXPIRY = "expiry", gettext_lazy("Advertorial that ran out")
    PROTECTION = "protection", gettext_lazy("Protected")
    ERASURE = "erasure", gettext_lazy("Words erased")


def _refuse() -> NoReturn:
    from redaksi.stories.actions.refused import Refused

    raise Refused.because(_("What the ledger says is never changed or removed: another entry corrects it."))


class KeptQuerySet(models.QuerySet[Any]):
    """To read. Every way to write is closed here, and once more in the database (`stories.ledger.guards`)."""

    def create(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def get_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def update(self, **kwargs: Any) -> NoReturn:
        _refuse()

    def _update(self, values: Any) -> NoReturn:
        _refuse()

    def delete(self) -> NoReturn:
        _refuse()

    def _raw_delete(self, using: Any) -> NoReturn:
        _refuse()


class KeptModel(models.Model):
    """Rows that are written once, by `stories.ledger`, and by nothing else."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_permissions = ("view",)

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()

    def write(self) -> None:
        """For `stories.ledger` alone. Raises `IntegrityError` for what is there already."""
        self.save_base(force_insert=True)


class LedgerEntry(KeptModel):
    """One act. `digest` is over all that stands here and over the digest before it: nothing is taken out unnoticed.

    No personal datum stands in it: words are in `LedgerWords`, and `seal` is their salted digest. Stories are known by
    their uid, which is the same on every machine, and may be missing on this one.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=LedgerKind)
    story_id: uuid.UUID | None
    story = models.ForeignKey(
        "stories.Story",
        on_delete=models.DO_NOTHING,
        to_field="uid",
        db_column="story_uid",
        db_constraint=False,
        null=True,
        related_name="ledger",
        verbose_name=gettext_lazy("story"),
    )
    answer_id: uuid.UUID | None
    answer = models.ForeignKey(  # the story that carries the reply, or the update
        "stories.Story",
        on_delete=models.DO_NOTHING,
        to_field="uid",
        db_column="answer_uid",
        db_constraint=False,
        null=True,
        related_name="answers_in_ledger",
        verbose_name=gettext_lazy("answered by"),
    )
    about_id: uuid.UUID | None
    about = models.ForeignKey(  # the entry that this one corrects, closes or erases
        "self",
        on_delete=models.DO_NOTHING,
        to_field="uid",
        db_column="about_uid",
        db_constraint=False,
        null=True,
        related_name="later",
    )
    at = models.DateTimeField(gettext_lazy("at"), db_index=True)
    act = models.JSONField(gettext_lazy("act"), default=dict)
    seal = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, unique=True, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta(KeptModel.Meta):
        verbose_name = gettext_lazy("ledger entry")
        verbose_name_plural = gettext_lazy("ledger")
        ordering = ["number"]
        indexes = [
            models.Index(fields=["story", "number"], name="ledger_of_story"),
            models.Index(fields=["kind", "-at"], name="ledger_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.get_kind_display()}"

    @property
    def is_masked(self) -> bool:
        """Nobody is to read its words. Known of entries that `stories.ledger.reading` fetched."""
        return bool(vars(self).get("masked", False))

    @property
    def said(self) -> dict[str, Any]:
        """The words; empty where there are none, or none for anybody to read any more."""
        return {} if self.is_masked or self.is_erased or not hasattr(self, "words") else self.words.content

    @property
    def is_erased(self) -> bool:
        return hasattr(self, "words") and self.words.erased_at is not None


class LedgerWords(KeptModel):
    """What an act says to readers, and who did it. May be erased for good, with its salt: then its seal says nothing."""

    entry = models.OneToOneField(LedgerEntry, on_delete=models.DO_NOTHING, primary_key=True, related_name="words")
    salt = models.CharField(max_length=64, blank=True)
    content = models.JSONField(default=dict)
    erased_at = models.DateTimeField(null=True)

    class Meta(KeptModel.Meta):
        verbose_name = gettext_lazy("words of a ledger entry")
        verbose_name_plural = gettext_lazy("words of the ledger")

    def __str__(self) -> str:
        return str(self.entry_id)
