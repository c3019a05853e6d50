from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable
from wagtail.search import index


class SourceKind(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANIZATION = "organization", _("Organization")
    DOCUMENT = "document", _("Document")
    MEDIUM = "medium", _("Another medium")
    ANONYMOUS = "anonymous", _("Unnamed")


class Source(index.Indexed, models.Model):
    """Who or what a story leans on."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind, default=SourceKind.PERSON)
    url = models.URLField(_("address"), max_length=500, blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [models.UniqueConstraint(fields=["name", "kind"], name="one_source_per_name_and_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_named(self) -> bool:
        return self.kind != SourceKind.ANONYMOUS


class StorySource(Orderable):
    """What one story took from one source."""

    story = ParentalKey("stories.Story", on_delete=models.CASCADE, related_name="story_sources")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="story_sources", verbose_name=_("source"))
    note = models.CharField(_("what it gave"), max_length=300, blank=True, help_text=_("“press statement of 28 February”"))
    url = models.URLField(_("address"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return str(self.source)

    @property
    def link(self) -> str:
        return self.url or self.source.url
