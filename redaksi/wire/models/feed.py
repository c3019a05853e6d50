from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Feed(models.Model):
    """A source that we follow: where it is, how often it is asked, under which terms its items come, how the last look went."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As readers know the source: it is credited by this name."))
    url = models.URLField(_("address"), max_length=700, unique=True)
    section = models.ForeignKey(
        "stories.Section",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Where its items become drafts, unless somebody chooses another."),
    )
    usage_terms = models.CharField(
        _("licence"), max_length=300, blank=True, help_text=_("On which terms its items may be used; it goes with each draft.")
    )
    may_be_passed_on = models.BooleanField(
        _("may be passed on"), default=False, help_text=_("Its terms let our partners have stories that were made of it, too.")
    )
    rights_url = models.URLField(_("address of the licence"), max_length=700, blank=True)
    every_minutes = models.PositiveIntegerField(
        _("minutes between two looks"), default=15, validators=[MinValueValidator(1), MaxValueValidator(7 * 24 * 60)]
    )
    is_on = models.BooleanField(_("switched on"), default=False, help_text=_("Nothing is fetched from it until it is."))
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    trouble = models.CharField(_("trouble"), max_length=300, blank=True, editable=False)
    is_gone = models.BooleanField(_("gone for good"), default=False, editable=False)
    next_at = models.DateTimeField(_("next look at"), null=True, blank=True, editable=False, db_index=True)
    looked_at = models.DateTimeField(_("last look at"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(
        _("last changed at"), null=True, blank=True, editable=False, help_text=_("When it last had something else to say.")
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")

    def __str__(self) -> str:
        return self.name

    @property
    def source(self) -> str:
        """What its items are recognized by: a feed cannot speak for another, whatever it says of itself."""
        return f"feed:{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A feed that moves, or is switched on anew, is looked at from the beginning."""
        before = Feed.objects.filter(pk=self.pk).values("url", "is_on").first() if self.pk else None
        if before and (before["url"] != self.url or (self.is_on and not before["is_on"])):
            self.etag = self.last_modified = self.trouble = ""
            self.failures, self.is_gone, self.next_at = 0, False, None
        super().save(*args, **kwargs)
