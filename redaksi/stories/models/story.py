from __future__ import annotations

import math
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.locks import BaseLock, BasicLock, ScheduledForPublishLock
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from redaksi.stories import prose, versions
from redaksi.stories.blocks import Body
from redaksi.stories.models.byline import authors_among

if TYPE_CHECKING:
    from wagtail.models import Revision

    from redaksi.staff.models import User
    from redaksi.stories.models.contributor import Contributor
    from redaksi.stories.models.topic import Topic
    from redaksi.stories.rights import StoryPermissions

WORDS_A_MINUTE = 200
PUBLIC = models.Q(is_public=True)


class Genre(models.TextChoices):
    REPORT = "report", _("News")
    ANALYSIS = "analysis", _("Analysis")
    OPINION = "opinion", _("Opinion")
    BACKGROUND = "background", _("Background")
    REVIEW = "review", _("Review")
    PAID = "paid", _("Advertorial")


class AiUse(models.TextChoices):
    """How far a program wrote the text. Readers and machines are told (Peraturan Dewan Pers 1/2025)."""

    NONE = "", _("Written by people")
    ASSISTED = "assisted", _("Edited with AI")
    MADE = "made", _("Made by AI, checked by an editor")


class StoryQuerySet(PageQuerySet):
    def published(self) -> Self:
        """What readers may see now."""
        return self.filter(is_public=True)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def about(self, topic: Topic) -> Self:
        """What readers may see of it, the newest first: one index has them in order, however many."""
        lines = {"story_topics__topic": topic, "story_topics__listed_at__isnull": False}
        return self.filter(**lines).order_by("-story_topics__listed_at", "-story_topics__story_id")

    def signed_by(self, contributor: Contributor) -> Self:
        """The same of a contributor."""
        lines = {"bylines__contributor": contributor, "bylines__listed_at__isnull": False}
        return self.filter(**lines).order_by("-bylines__listed_at", "-bylines__story_id")

    def on_cards(self) -> Self:
        """With all that a card shows, and without the text; two queries however many stories."""
        return (
            self.select_related("section", "lead_photo", "storyline")
            .prefetch_related("lead_photo__renditions")
            .defer("body", "ed_note", "search_description")
        )


# Set once and for the story as a whole: restoring an old version must not turn them back.
FIXED = (
    *("uid", "number", "address", "section_id", "published_at", "is_published_at_approximate", "is_public"),
    "live_revision_id",
)


class Story(Page):
    """One story, from draft to print and ever after. It changes state only through `stories.actions`."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveBigIntegerField(_("number"), null=True, unique=True, editable=False)
    address = models.CharField(_("address"), max_length=300, null=True, unique=True, editable=False)
    section_id: int | None
    section = models.ForeignKey(
        "stories.Section",
        on_delete=models.PROTECT,
        null=True,
        related_name="stories",
        editable=False,
        verbose_name=_("section"),
    )
    is_public = models.BooleanField(default=False, editable=False)
    published_at = models.DateTimeField(_("first published at"), null=True, blank=True, editable=False)
    is_published_at_approximate = models.BooleanField(default=False, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)

    kicker = models.CharField(_("kicker"), max_length=120, blank=True)
    dek = models.TextField(_("dek"), blank=True, max_length=600)
    teaser = models.TextField(_("teaser"), blank=True, max_length=400, help_text=_("For cards and lists; the dek where empty."))
    dateline = models.CharField(_("dateline"), max_length=120, blank=True)
    body = StreamField(Body(), verbose_name=_("text"), blank=True)
    lead_photo = models.ForeignKey(
        "stories.Photo", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead photo")
    )
    lead_caption = models.TextField(_("caption of the lead photo"), blank=True, help_text=_("The photo's own where empty."))
    lead_credit = models.CharField(
        _("credit without a picture"),
        max_length=255,
        blank=True,
        help_text=_("What came as a credit while its picture did not."),
    )
    storyline = models.ForeignKey(
        "stories.Storyline",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("storyline"),
    )
    genre = models.CharField(_("genre"), max_length=20, choices=Genre, default=Genre.REPORT)
    ai_use = models.CharField(
        _("artificial intelligence"),
        max_length=20,
        choices=AiUse,
        default=AiUse.NONE,
        blank=True,
        help_text=_("How the text was made. Readers see it beside the byline; pictures say it of themselves."),
    )
    paid_until = models.DateTimeField(
        _("advertorial runs until"),
        null=True,
        blank=True,
        help_text=_("Only of an advertorial: then it leaves, and its address says that it ran out."),
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    slugline = models.CharField(_("slugline"), max_length=120, blank=True, help_text=_("The newsroom's working name."))
    urgency = models.PositiveSmallIntegerField(
        _("urgency"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("1 is a flash, 9 can wait."),
    )
    ed_note = models.TextField(_("note to the desk"), blank=True, help_text=_("Never shown to readers."))
    embargoed_until = models.DateTimeField(
        _("embargoed until"), null=True, blank=True, help_text=_("A promise to a source: nothing leaves before.")
    )
    needs_chief = models.BooleanField(
        _("the chief editor reads it, too"),
        default=False,
        help_text=_("It goes out only after the chief editor has approved exactly this text."),
    )
    protects_identity = models.BooleanField(
        _("protects an identity"),
        default=False,
        help_text=_("A child, or the victim of a sexual crime: nothing of the story may let people recognize them."),
    )
    protected_words = models.TextField(
        _("names to keep out"),
        blank=True,
        help_text=_("One a line: their name, parents, school, address. Kept at the desk; none of it may stand in the story."),
    )

    may_harm = models.BooleanField(
        _("may harm somebody"),
        default=False,
        help_text=_("It accuses or exposes somebody: then the other side is heard in this same story."),
    )
    other_side = models.TextField(
        _("the other side"),
        blank=True,
        help_text=_("Who was asked, when, and what they said; where in the text it stands. Never shown to readers."),
    )

    objects = PageManager.from_queryset(StoryQuerySet)()

    parent_page_types = ["stories.Section"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []  # what is published is for everybody: lists do not ask who reads
    template = "stories/story.html"
    default_preview_size = "mobile"

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=["embargoed_until"], name="story_embargo", condition=models.Q(embargoed_until__isnull=False)),
            models.Index(fields=["-published_at"], name="story_river", condition=models.Q(is_public=True)),
            models.Index(fields=["section", "-published_at"], name="story_section_river", condition=models.Q(is_public=True)),
            models.Index(fields=["paid_until"], name="story_runs_out", condition=models.Q(paid_until__isnull=False)),
            models.Index(
                fields=["storyline", "-published_at"], name="story_storyline_river", condition=models.Q(is_public=True)
            ),
        ]

    @property
    def headline(self) -> str:
        return self.title

    @headline.setter
    def headline(self, text: str) -> None:
        self.title = text

    @property
    def summary(self) -> str:
        """What a card says below the headline."""
        return self.teaser or self.dek

    @property
    def updated_at(self) -> Any:
        return self.last_published_at

    @property
    def listed_at(self) -> datetime | None:
        """The day by which lists have it; None where readers may not see it."""
        return self.published_at if self.is_public else None

    @property
    def is_updated(self) -> bool:
        """Whether readers should be told of a later version: one of another minute than the first."""
        if not (self.published_at and self.last_published_at) or self.is_published_at_approximate:
            return False
        return (self.last_published_at - self.published_at).total_seconds() >= 60

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")

    @property
    def is_held(self) -> bool:
        """One query."""
        return self.holds.filter(outcome="").exists()

    @property
    def is_unverified(self) -> bool:
        """One query."""
        return self.unverified.filter(closed_at=None).exists()

    @property
    def reading_minutes(self) -> int:
        return max(1, math.ceil(self.word_count / WORDS_A_MINUTE))

    @property
    def topics(self) -> list[Any]:
        return [link.topic for link in self.story_topics.all()]

    def contributors(self, *roles: str) -> list[Contributor]:
        """Who made it, in the printed order; everybody where no role is asked for."""
        return [line.contributor for line in self.bylines.all() if not roles or line.role in roles]

    @property
    def authors(self) -> list[Contributor]:
        return authors_among(self.bylines.all())

    @property
    def sign_off(self) -> str:
        """The line below the text: `(wk/Sisi)`; empty where nobody belongs to a desk."""
        by_desk: dict[str, list[str]] = {}
        for author in self.authors:
            by_desk.setdefault(author.desk, []).append(author.name)
        marks = ["/".join([desk, *names]) for desk, names in by_desk.items() if desk]
        return f"({', '.join(marks)})" if marks else ""

    def get_absolute_url(self) -> str:
        """Where readers find it; a draft has only its place in the tree."""
        return self.address or self.url

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        parts = super().get_url_parts(request)
        return (*parts[:2], self.address) if parts and self.address else parts

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.word_count = prose.word_count(self.body.raw_data)
        if self.section_id is None:
            self.section_id = Page.objects.values_list("pk", flat=True).get(path=self.path[: -self.steplen])
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Story:
        version = super().with_content_json(content)
        for name in FIXED:
            setattr(version, name, getattr(self, name))
        vars(version)["_cached_parent_obj"] = self.get_parent()  # asked for just now, and asked for again by every save
        if "withdrawal" in self._state.fields_cache:
            version._state.fields_cache["withdrawal"] = self._state.fields_cache["withdrawal"]
        return version

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Any:
        left = versions.still_there(cls, data) if check_fks else data
        return super().from_serializable_data(left, check_fks=False, strict_fks=strict_fks)

    def full_clean(self, exclude: Any = None, validate_unique: bool = True, validate_constraints: bool = True) -> None:
        """Whether keys point at something and unique values are unique, the database says in the same write."""
        keys = {field.name for field in self._meta.concrete_fields if field.is_relation}
        super().full_clean(keys | set(exclude or ()), validate_unique=False, validate_constraints=validate_constraints)

    def is_site_root(self) -> bool:
        return False

    def update_aliases(self, **_told: Any) -> None:
        """A story has none: nothing copies it."""

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        self._keep_version_that_came_in()
        return super().save_revision(*args, **kwargs)

    def _keep_version_that_came_in(self) -> None:
        """A story from elsewhere has no version of its own until somebody changes it: then this is its first."""
        if self.pk and self.latest_revision_id is None and not self._state.adding:
            before = type(self).objects.get(pk=self.pk)
            if before.number or before.source_ids.exists():
                revision = super(Story, before).save_revision(clean=False, changed=False)
                self.latest_revision = revision

    def publish(self, revision: Revision, user: User | None = None, **how: Any) -> Story:
        """Every way to publication ends here, whoever's button, form or clock began it. Raises `actions.Refused`."""
        from redaksi.stories.actions.publish import publish_revision

        return publish_revision(self, revision, by=user, **how)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """A published story is withdrawn, in the open, or it stays. Always raises `actions.Refused`."""
        from redaksi.stories.actions.withdraw import refuse_silence

        refuse_silence(self)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """A draft can be dropped; what readers have seen cannot. Raises `actions.Refused`."""
        from redaksi.stories.actions.withdraw import refuse_deletion

        refuse_deletion(self)
        return super().delete(*args, **kwargs)

    def get_lock(self) -> BaseLock | None:
        """A plan locks nobody out: what was approved goes out as it is, until a corrected text is approved in its place."""
        lock = super().get_lock()
        if not isinstance(lock, ScheduledForPublishLock):
            return lock
        task = self.current_workflow_task
        return BasicLock(self) if self.locked else task and task.lock_class(self, task)

    def permissions_for_user(self, user: User) -> StoryPermissions:
        from redaksi.stories.rights import StoryPermissions

        return StoryPermissions(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_preview = getattr(request, "is_preview", False)
        if not (self.is_public or is_preview):
            raise Http404
        if self.address and request.path != self.address and not is_preview:
            return HttpResponsePermanentRedirect(self.address)
        return super().serve(request, *args, **kwargs)
