import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """One run in which stories came in from elsewhere: who let them in, from where, and how many."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(_("source"), max_length=200)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, verbose_name=_("brought in by"), related_name="+"
    )
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    story_count = models.PositiveIntegerField(_("stories"), default=0)
    was_public = models.BooleanField(_("already public elsewhere"), default=False)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")

    def __str__(self) -> str:
        return f"{self.source} · {self.started_at:%Y-%m-%d %H:%M}"


class SourceId(models.Model):
    """What another system calls one of our stories: an item comes in once, however often it is offered."""

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="source_ids")
    source = models.CharField(max_length=200)
    identifier = models.CharField(max_length=700)
    digest = models.CharField(max_length=64, help_text=_("Of the item as it came: unchanged means nothing to do."))
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    missing_photos = models.PositiveIntegerField(db_default=0, help_text=_("How many of its pictures could not be had."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "identifier"], name="one_story_per_source_id")]

    def __str__(self) -> str:
        return f"{self.source}: {self.identifier}"
