"""What the desk shows first: what waits, what is being written, what went out today. Every list is bounded."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision, TaskState, WorkflowState

from redaksi.desk import start
from redaksi.desk.alarms import ChangedAtOrigin, ClockStopped, FailedPublications, FeedsInTrouble, HeldBack, ToReadAgain
from redaksi.desk.photos import in_care_of, incomplete
from redaksi.staff.models import User
from redaksi.stories.models import Story
from redaksi.stories.rights import in_sections_edited_by, sections_edited_by

LONGEST_LIST = 10
MOST_READINGS = 1000
"""Under way in all sections, that are looked through for those of one."""


def panels_for(request: HttpRequest) -> list[Component]:
    own: list[Any] = [
        *(ClockStopped, FailedPublications, HeldBack, ToReadAgain, ChangedAtOrigin),
        *(WaitingForMe, Planned, MyCopy, PublishedToday, IncompletePhotos, FeedsInTrouble),
    ]
    return [panel() for panel in sorted([*own, *_found()], key=lambda each: each.order)]


@cache
def _found() -> tuple[Any, ...]:
    modules = [import_module(f"{start.__name__}.{module.name}") for module in iter_modules(start.__path__)]
    return tuple(panel for module in modules for panel in module.PANELS)


def with_reading(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Each story with where its reading stands (`reading`), since when, and what the editor said last (`said`)."""
    key = Cast(OuterRef("pk"), CharField())
    readings = WorkflowState.objects.filter(base_content_type=_pages(), object_id=key).order_by("-created_at", "-pk")
    told = TaskState.objects.filter(revision__base_content_type=_pages(), revision__object_id=key).order_by(
        "-started_at", "-pk"
    )
    return (
        stories.select_related("section", "owner")
        .defer("body")
        .annotate(
            reading=Subquery(readings.values("status")[:1]),
            reading_since=Subquery(readings.values("created_at")[:1]),
            said=Subquery(told.values("comment")[:1]),
        )
    )


def waiting_for(user: User) -> QuerySet[Story]:
    """Handed in to a section this user edits; who waits longest comes first."""
    under_way = WorkflowState.objects.filter(base_content_type=_pages(), status=WorkflowState.STATUS_IN_PROGRESS)
    keys = [int(key) for key in under_way.order_by("created_at").values_list("object_id", flat=True)[:MOST_READINGS]]
    handed_in = with_reading(Story.objects.filter(in_sections_edited_by(user), pk__in=keys))
    return handed_in.order_by("urgency", "reading_since")


def _pages() -> ContentType:
    return ContentType.objects.get_for_model(Page)


def copy_of(user: User) -> QuerySet[Story]:
    """What this user began and readers have not seen yet, or not in its latest version."""
    unfinished = Q(is_public=False, withdrawal=None) | Q(has_unpublished_changes=True, is_public=True)
    return with_reading(Story.objects.filter(unfinished, owner=user)).order_by("-latest_revision_created_at", "-pk")


def published_today() -> QuerySet[Story]:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = Story.objects.published().filter(published_at__gte=midnight)
    return today.select_related("section", "owner").defer("body").newest_first()


def planned_for(user: User) -> QuerySet[Story]:
    """What goes out next by the clock: this user's own, and that of sections this user edits."""
    times = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Story),
        object_id=Cast(OuterRef("pk"), CharField()),
        approved_go_live_at__isnull=False,
    )
    mine = Q(owner=user) | in_sections_edited_by(user)
    planned = Story.objects.filter(mine, pk__in=_planned_ids()).select_related("section", "owner").defer("body")
    return planned.annotate(planned_at=Subquery(times.values("approved_go_live_at")[:1])).order_by("planned_at")


def _planned_ids() -> list[int]:
    """By the index of planned times, however many stories there are."""
    planned = Revision.objects.filter(content_type=ContentType.objects.get_for_model(Story), approved_go_live_at__isnull=False)
    return [int(key) for key in planned.order_by("approved_go_live_at").values_list("object_id", flat=True)[:MOST_READINGS]]


class StoryList(Component):
    """One heading, at most ten stories below it."""

    template_name = "desk/start_page/stories.html"
    heading: Any
    empty: Any

    def stories(self, user: User) -> QuerySet[Story]:
        raise NotImplementedError

    def is_for(self, user: User) -> bool:
        return True

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        found = list(self.stories(user)[: LONGEST_LIST + 1]) if self.is_for(user) else []
        return {
            "panel": self,
            "is_shown": self.is_for(user),
            "stories": found[:LONGEST_LIST],
            "has_more": len(found) > LONGEST_LIST,
        }


class WaitingForMe(StoryList):
    name = "waiting-for-me"
    order = 10
    heading = _("Waiting for me")
    empty = _("Nothing waits for you.")

    def is_for(self, user: User) -> bool:
        return sections_edited_by(user).exists()

    def stories(self, user: User) -> QuerySet[Story]:
        return waiting_for(user)


class Planned(StoryList):
    name = "planned"
    order = 15
    heading = _("Due next")
    empty = _("Nothing is planned.")

    def stories(self, user: User) -> QuerySet[Story]:
        return planned_for(user)


class MyCopy(StoryList):
    name = "my-copy"
    order = 20
    heading = _("My copy")
    empty = _("You have no copy in progress.")

    def stories(self, user: User) -> QuerySet[Story]:
        return copy_of(user)


class PublishedToday(StoryList):
    name = "published-today"
    order = 30
    heading = _("Published today")
    empty = _("Nothing has been published today yet.")

    def stories(self, user: User) -> QuerySet[Story]:
        return published_today()


class IncompletePhotos(Component):
    """How many photos wait for a credit or a description, and where they are."""

    name = "incomplete-photos"
    order = 40
    template_name = "desk/start_page/photos.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        photos = incomplete(in_care_of(parent_context["request"].user))
        return {"count": photos.count(), "url": reverse("incomplete_photos")}
