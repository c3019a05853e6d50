import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from redaksi.stories.slugs import SluggedQuerySet, unique_slug


class Contributor(index.Indexed, models.Model):
    """Somebody who signs stories. Needs no account; whoever has one is pointed to."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=140, unique=True, blank=True)
    desk = models.CharField(_("desk"), max_length=20, blank=True, help_text=_("The short mark in the sign-off: (wk/Sisi)."))
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    bio = models.TextField(_("about"), blank=True)
    photo = models.ForeignKey(
        "stories.Photo", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name=_("account"),
    )

    objects = SluggedQuerySet.as_manager()
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        constraints = [models.UniqueConstraint(fields=["name", "desk"], name="one_contributor_per_name_and_desk")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or unique_slug(type(self), self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("contributor", args=[self.slug])
