import uuid
from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from redaksi.stories.models.listed import Listed
from redaksi.stories.slugs import SluggedQuerySet, unique_slug


class TopicKind(models.TextChoices):
    SUBJECT = "subject", _("Subject")
    PERSON = "person", _("Person")
    ORGANIZATION = "organization", _("Organization")
    PLACE = "place", _("Place")


class Topic(index.Indexed, ClusterableModel):
    """What stories are about: a matter, a person, an organization, a place."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=TopicKind, default=TopicKind.SUBJECT)
    slug = models.SlugField(_("address"), max_length=140, unique=True, blank=True)
    description = models.TextField(_("description"), blank=True)

    objects = SluggedQuerySet.as_manager()
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [models.UniqueConstraint(fields=["name", "kind"], name="one_topic_per_name_and_kind")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or unique_slug(type(self), self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


class TopicSpelling(Orderable):
    """Another way the topic is written: Zelenskyy, Zelenskiy."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="spellings")
    text = models.CharField(_("spelling"), max_length=160)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["topic", "text"], name="one_spelling_once_per_topic")]
        indexes = [models.Index(Lower("text"), name="spelling_in_small_letters")]

    def __str__(self) -> str:
        return self.text


class StoryTopic(Listed):
    """One story is about one topic; the first is what it is about most."""

    LIST = "topic_id"

    story = ParentalKey("stories.Story", on_delete=models.CASCADE, related_name="story_topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="story_topics", verbose_name=_("topic"))

    class Meta(Listed.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [
            models.Index(
                fields=["topic", "-listed_at", "-story"], name="story_topic_river", condition=models.Q(listed_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return str(self.topic)
