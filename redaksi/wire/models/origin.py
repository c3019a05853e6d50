from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OriginChange(models.TextChoices):
    NONE = "", _("Unchanged")
    CORRECTED = "corrected", _("Changed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Origin(models.Model):
    """Where a story of ours was taken from, watched for a while: what is corrected or withdrawn there concerns us too.

    Pedoman Pemberitaan Media Siber 4d and 5b.
    """

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="+", verbose_name=_("story"))
    item = models.ForeignKey(
        "wire.Incoming", on_delete=models.SET_NULL, null=True, blank=True, related_name="origins", verbose_name=_("item")
    )
    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    usage_terms = models.CharField(_("licence"), max_length=300, blank=True)
    may_be_passed_on = models.BooleanField(_("may be passed on"), default=False)
    text = models.TextField(blank=True, editable=False, help_text=_("Of the page when last read; empty once nobody watches."))
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    absences = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text=_("Looks in a row at which the page was not there.")
    )
    trouble = models.CharField(_("trouble"), max_length=300, blank=True, editable=False)
    next_at = models.DateTimeField(_("next look at"), null=True, blank=True, editable=False, db_index=True)
    watched_until = models.DateTimeField(_("watched until"), null=True, blank=True)
    change = models.CharField(_("change"), max_length=10, choices=OriginChange, blank=True, default=OriginChange.NONE)
    change_note = models.TextField(_("what changed"), blank=True)
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("seen by")
    )
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)

    class Meta:
        verbose_name = _("origin")
        verbose_name_plural = _("origins")
        indexes = [models.Index(fields=["change", "seen_at"], name="origin_unseen_change")]

    def __str__(self) -> str:
        return f"{self.name}: {self.url}"
