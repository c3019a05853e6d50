import uuid
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from redaksi.stories.slugs import SluggedQuerySet, unique_slug


class Storyline(index.Indexed, models.Model):
    """A running story: its stories in order of time."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=160, unique=True)
    slug = models.SlugField(_("address"), max_length=140, unique=True, blank=True)
    description = models.TextField(_("description"), blank=True)

    objects = SluggedQuerySet.as_manager()
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("storyline")
        verbose_name_plural = _("storylines")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or unique_slug(type(self), self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("storyline", args=[self.slug])
