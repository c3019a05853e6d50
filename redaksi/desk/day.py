"""The desk's day: what waits for whom, what is due, what failed, is under embargo or was gone past, who is where.

Every list begins at the few rows it is about, never at all stories, and is bounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.models import EditingSession
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.models import Page, Revision, TaskState, WorkflowState

from redaksi.staff.models import User
from redaksi.stories.models import (
    Approval,
    Assignment,
    DueFailure,
    Hold,
    Override,
    Section,
    SectionRight,
    SectionRole,
    Story,
)
from redaksi.stories.rights import in_sections, in_sections_edited_by

LONGEST_LIST = 30
AHEAD = timedelta(hours=24)
LOOKING_BACK = timedelta(hours=24)
MOST_READINGS = 1000
"""Of all sections, that are looked through for those of one."""
MOST_NAMES = 3


@dataclass(frozen=True)
class Line:
    """`at` is set where the line has its place in time; `said` is what somebody wrote."""

    headline: str
    address: str
    section: str
    facts: list[str] = field(default_factory=list)
    said: str = ""
    at: datetime | None = None
    is_alarm: bool = False


@dataclass(frozen=True)
class List:
    name: str
    heading: Any
    lines: list[Line]
    has_more: bool
    is_timed: bool = False


@dataclass(frozen=True)
class Reach:
    """Whose day it is, narrowed to one section where they asked for that. Q objects are of stories."""

    user: User
    section: Section | None = None

    def stories(self, prefix: str = "") -> Q:
        """This user's own, and those of the sections that this user edits."""
        mine = Q(**{f"{prefix}owner": self.user}) | in_sections_edited_by(self.user, prefix)
        return mine & in_sections([self.section.pk], prefix) if self.section else mine


def lists(reach: Reach) -> list[List]:
    """In the order of a day: what burns, what comes, what waits, what else there is to know. Empty ones, too."""
    return [
        _list("failed", gettext_lazy("Could not go out"), _failed(reach)),
        _list("held", gettext_lazy("Held back"), _held(reach)),
        _list("due", gettext_lazy("In the next 24 hours"), _due(reach), is_timed=True),
        _list("waiting", gettext_lazy("Waiting to be read"), _waiting(reach)),
        _list("again", gettext_lazy("To be read a second time"), _to_read_again(reach)),
        _list("back", gettext_lazy("Sent back to the writer"), _sent_back(reach)),
        _list("embargo", gettext_lazy("Under embargo"), _embargoed(reach)),
        _list("overridden", gettext_lazy("Warnings gone past"), _overridden(reach)),
        _list("present", gettext_lazy("Who is in which story"), _present(reach)),
    ]


def _list(name: str, heading: Any, lines: Iterable[Line], is_timed: bool = False) -> List:
    found = list(lines)
    return List(name, heading, found[:LONGEST_LIST], len(found) > LONGEST_LIST, is_timed)


def _line(story: Story, *facts: str, **more: Any) -> Line:
    headline = story.draft_title or story.title
    section = story.section.title if story.section else ""
    return Line(
        headline, reverse("wagtailadmin_pages:edit", args=[story.pk]), section, [each for each in facts if each], **more
    )


def _first[T](found: QuerySet[Any, T]) -> list[T]:
    return list(found[: LONGEST_LIST + 1])


def _name(user: User | None) -> str:
    return user_display_name(user) if user else _("The clock")


def _since(at: datetime | None) -> str:
    return _("for %(time)s") % {"time": timesince(at, depth=1)} if at else ""


def _hour(at: datetime) -> str:
    return f"{timezone.localtime(at):%H.%M}"


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j M H.i")


# What burns -------------------------------------------------------------------------------------------------------------
def _failed(reach: Reach) -> list[Line]:
    failures = DueFailure.objects.standing().filter(reach.stories("story__")).order_by("failed_first_at")
    told = _("tried again at %(at)s")
    return [
        _line(
            each.story, _since(each.failed_first_at), told % {"at": _hour(each.try_again_at)}, said=each.reason, is_alarm=True
        )
        for each in _first(_with_story(failures))
    ]


def _held(reach: Reach) -> list[Line]:
    held = _with_story(Hold.objects.filter(reach.stories("story__"), outcome=""), "held_by").order_by("decide_until")
    now = timezone.now()
    return [
        _line(
            each.story,
            _("by %(name)s") % {"name": _name(each.held_by)},
            _("overdue") if each.decide_until < now else _("to be decided until %(at)s") % {"at": _moment(each.decide_until)},
            said=each.note,
            is_alarm=each.decide_until < now,
        )
        for each in _first(held)
    ]


def _with_story(rows: QuerySet[Any], *others: str) -> QuerySet[Any]:
    return rows.select_related("story__section", *others).defer("story__body")


# What comes -------------------------------------------------------------------------------------------------------------
def _due(reach: Reach) -> list[Line]:
    until = timezone.now() + AHEAD
    lines = [*_planned(reach, until), *_assignments(reach, until), *_embargoes_ending(reach, until)]
    return sorted(lines, key=lambda line: line.at or until)


def _planned(reach: Reach, until: datetime) -> list[Line]:
    of_stories = Q(content_type=ContentType.objects.get_for_model(Story))
    planned = Revision.objects.filter(of_stories, approved_go_live_at__isnull=False, approved_go_live_at__lte=until)
    rows = _first(planned.order_by("approved_go_live_at").values_list("object_id", "approved_go_live_at"))
    return [
        _line(story, _("goes out"), at=at, is_alarm=at < timezone.now() - timedelta(minutes=1))
        for story, at in _by_key(reach, rows)
    ]


def _assignments(reach: Reach, until: datetime) -> list[Line]:
    mine = Q(assigned_to=reach.user) | in_sections_edited_by(reach.user)
    plan = Assignment.objects.filter(mine, story=None, due_at__lte=until, due_at__gte=timezone.now() - LOOKING_BACK)
    if reach.section:
        plan = plan.filter(section=reach.section)
    return [_assigned(each) for each in _first(plan.select_related("section", "assigned_to"))]


def _assigned(plan: Assignment) -> Line:
    words = _("%(number)s words") % {"number": plan.length_words} if plan.length_words else ""
    who = _name(plan.assigned_to) if plan.assigned_to else _("nobody yet")
    facts = [_("copy is due"), who, words, _("photo wanted") if plan.wants_photo else ""]
    address = reverse("wagtailsnippets_stories_assignment:edit", args=[plan.pk])
    is_late = plan.due_at < timezone.now()
    return Line(plan.slugline, address, plan.section.title, [each for each in facts if each], plan.note, plan.due_at, is_late)


def _embargoes_ending(reach: Reach, until: datetime) -> list[Line]:
    ending = _under_embargo(reach).filter(embargoed_until__lte=until)
    return [_line(story, _("embargo ends"), at=story.embargoed_until) for story in _first(ending)]


# What waits -------------------------------------------------------------------------------------------------------------
def _waiting(reach: Reach) -> list[Line]:
    rows = readings(WorkflowState.STATUS_IN_PROGRESS).order_by("created_at").values_list("object_id", "created_at")
    read = Approval.objects.filter(story=OuterRef("pk"), kind="editor", revision=F("story__latest_revision"))
    found = _by_key(reach, rows[:MOST_READINGS], has_been_read=Exists(read))[: LONGEST_LIST + 1]
    readers = _readers({story.section_id for story, _at in found})
    return [_line(story, _since(at), _awaited(story, readers), _writer(story)) for story, at in found]


def _awaited(story: Any, readers: Callable[[int | None, SectionRole], list[str]]) -> str:
    if story.has_been_read:
        names = readers(story.section_id, SectionRole.CHIEF)
        return _("waits for the chief editor: %(names)s") % {"names": _names(names)}
    return _("waits for %(names)s") % {"names": _names(readers(story.section_id, SectionRole.EDITOR))}


def _names(names: list[str]) -> str:
    few = names[:MOST_NAMES] + ([_("others")] if len(names) > MOST_NAMES else [])
    return get_text_list(few, _("or")) if few else _("nobody: no editor is named")


def _readers(sections: set[int | None]) -> Callable[[int | None, SectionRole], list[str]]:
    """Who reads there, by name: those of the section, else those of the whole paper. Two queries."""
    people: dict[tuple[int | None, str], list[str]] = defaultdict(list)
    rights = SectionRight.objects.filter(Q(section__in=[each for each in sections if each]) | Q(section=None))
    held = list(rights.filter(role__in=[SectionRole.EDITOR, SectionRole.CHIEF]))
    wanted = Q(pk__in=[each.user_id for each in held if each.user_id]) | Q(groups__in=[e.group_id for e in held if e.group_id])
    users = get_user_model().objects.filter(wanted, is_active=True).distinct().prefetch_related("groups").order_by("pk")
    for user in users if held else []:
        groups = {group.pk for group in user.groups.all()}
        for right in held:
            if right.user_id == user.pk or right.group_id in groups:
                people[right.section_id, right.role].append(_name(user))
    return lambda section, role: people[section, role] or people[None, role] or people[None, SectionRole.CHIEF]


def _writer(story: Story) -> str:
    return _("from %(name)s") % {"name": _name(story.owner)} if story.owner else ""


def _to_read_again(reach: Reach) -> list[Line]:
    flash = Approval.objects.filter(reach.stories("story__"), kind="flash", read_again_at=None)
    return [
        _line(each.story, _since(each.at), _("let out by %(name)s alone") % {"name": _name(each.by)}, is_alarm=True)
        for each in _first(_with_story(flash, "by").order_by("at"))
    ]


def _sent_back(reach: Reach) -> list[Line]:
    states = readings(WorkflowState.STATUS_NEEDS_CHANGES).order_by("-pk").values_list("object_id", "current_task_state")
    found = _by_key(reach, states[:MOST_READINGS])[: LONGEST_LIST + 1]
    told = TaskState.objects.select_related("finished_by").in_bulk([key for _story, key in found if key])
    lines = []
    for story, key in found:
        task = told.get(key)
        facts = [_since(task.finished_at), _("by %(name)s") % {"name": _name(task.finished_by)}] if task else []
        waits = _("waits for %(names)s") % {"names": _name(story.owner)} if story.owner else ""
        lines.append(_line(story, *facts, waits, said=task.comment if task else ""))
    return lines


# What else there is to know -------------------------------------------------------------------------------------------------
def _under_embargo(reach: Reach) -> QuerySet[Story]:
    closed = Story.objects.filter(reach.stories(), embargoed_until__gt=timezone.now(), is_public=False, withdrawal=None)
    return closed.select_related("section", "owner").defer("body").order_by("embargoed_until")


def _embargoed(reach: Reach) -> list[Line]:
    until = _("until %(at)s")
    return [
        _line(story, until % {"at": _moment(story.embargoed_until)}, _writer(story))
        for story in _first(_under_embargo(reach))
        if story.embargoed_until
    ]


def _overridden(reach: Reach) -> list[Line]:
    recent = Override.objects.filter(reach.stories("story__"), at__gt=timezone.now() - LOOKING_BACK).order_by("-at")
    return [
        _line(each.story, f"{each.check_name}: {each.text or each.message}", _by_at(each.by, each.at), said=each.reason)
        for each in _first(_with_story(recent, "by"))
    ]


def _by_at(user: User | None, at: datetime) -> str:
    return _("%(name)s, %(at)s") % {"name": _name(user), "at": _hour(at)}


def _present(reach: Reach) -> list[Line]:
    sessions = EditingSession.objects.available().filter(content_type=ContentType.objects.get_for_model(Page))
    people: dict[str, dict[int, EditingSession]] = defaultdict(dict)
    for session in sessions.select_related("user").order_by("pk"):
        people[session.object_id][session.user_id] = session
    rows = [(key, "") for key in people]
    return [
        _line(story, *(_doing(each) for each in people[str(story.pk)].values()))
        for story, _nothing in _by_key(reach, rows)[: LONGEST_LIST + 1]
    ]


def _doing(session: EditingSession) -> str:
    name = _name(session.user)
    if session.is_editing:
        return _("%(name)s is writing") % {"name": name}
    return _("%(name)s is away") % {"name": name} if session.is_idle else _("%(name)s is reading") % {"name": name}


# Stories by the keys that Wagtail keeps as text -------------------------------------------------------------------------------
def readings(status: str) -> QuerySet[WorkflowState]:
    return WorkflowState.objects.filter(base_content_type=ContentType.objects.get_for_model(Page), status=status)


def _by_key(reach: Reach, rows: Iterable[tuple[Any, Any]], **more: Any) -> list[tuple[Any, Any]]:
    """Each story of the reach with what its row tells, in the rows' order; one query."""
    rows = [(int(key), told) for key, told in rows]
    found = Story.objects.filter(reach.stories(), pk__in={key for key, _told in rows})
    stories = found.select_related("section", "owner").defer("body").annotate(**more).in_bulk()
    return [(stories[key], told) for key, told in rows if key in stories]
