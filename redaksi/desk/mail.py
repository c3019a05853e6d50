"""Mail to the people a change of state concerns; sent by the worker, switched off by each in their account's notifications."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.tasks import task
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from redaksi.stories.models import SectionRight, SectionRole
from redaksi.stories.signals import publication_failed, story_approved, story_filed, story_sent_back

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.models import DueFailure, Story


def connect() -> None:
    for what, signal in (("submitted", workflow_submitted), ("rejected", workflow_rejected), ("approved", workflow_approved)):
        uid = f"workflow_state_{what}_email_notification"
        signal.connect(in_place_of_wagtails, sender=WorkflowState, dispatch_uid=uid)
    story_filed.connect(tell_editors)
    story_approved.connect(tell_of_approval)
    story_sent_back.connect(tell_of_sending_back)
    publication_failed.connect(tell_of_failure)


def in_place_of_wagtails(**_rest: Any) -> None:
    """Wagtail's letters keep the request waiting and say less: whoever has their name first takes their place."""


def editors_of(story: Story, *roles: SectionRole) -> QuerySet[User]:
    """Those named for this section, else those of the whole paper."""
    rights = SectionRight.objects.filter(role__in=roles)
    own = holders(rights.filter(section=story.section_id))
    return own if own.exists() else holders(rights.filter(section=None))


def holders(rights: QuerySet[SectionRight]) -> QuerySet[User]:
    people = get_user_model().objects.filter(is_active=True)
    return people.filter(Q(section_rights__in=rights) | Q(groups__section_rights__in=rights)).distinct()


def tell_editors(sender: Any, story: Story, by: User | None, **_rest: Any) -> None:
    said = _("%(name)s handed in “%(headline)s”.") % {"name": _name(by), "headline": story.draft_title}
    _tell(editors_of(story, SectionRole.EDITOR), "submitted", by, said, story)


def tell_of_approval(sender: Any, story: Story, by: User | None, comment: str, is_all: bool, **_rest: Any) -> None:
    told = {"name": _name(by), "headline": story.draft_title}
    _tell(_owner(story), "approved", by, _("%(name)s approved “%(headline)s”.") % told, story, comment)
    if not is_all:
        said = _("%(name)s approved “%(headline)s”; the chief editor reads it next.") % told
        _tell(editors_of(story, SectionRole.CHIEF), "submitted", by, said, story, comment)


def tell_of_sending_back(sender: Any, story: Story, by: User | None, comment: str, **_rest: Any) -> None:
    said = _("%(name)s sent “%(headline)s” back.") % {"name": _name(by), "headline": story.draft_title}
    _tell(_owner(story), "rejected", by, said, story, comment)


def tell_of_failure(sender: Any, failure: DueFailure, **_rest: Any) -> None:
    """Nobody switches this off: the writer, whoever planned it, the section's editors."""
    story, planner = failure.story, failure.revision.user
    said = _("“%(headline)s” was due and could not go out. It is tried again.") % {"headline": story.draft_title}
    people = [*_owner(story), *([planner] if planner else []), *editors_of(story, SectionRole.EDITOR, SectionRole.CHIEF)]
    _tell(people, "", None, said, story, failure.reason)


def _owner(story: Story) -> list[User]:
    return [story.owner] if story.owner and story.owner.is_active else []


def _name(user: User | None) -> str:
    return user_display_name(user) if user else _("The clock")


def _tell(people: Iterable[User], switch: str, by: User | None, said: str, story: Story, more: str = "") -> None:
    wanted = {each.email for each in people if each != by and each.email and _wants(each, switch)}
    if not wanted:
        return
    address = settings.SITE_URL + reverse("wagtailadmin_pages:edit", args=[story.pk])
    send.enqueue(sorted(wanted), said, "\n\n".join(filter(None, [said, more, address])))


def _wants(user: User, switch: str) -> bool:
    profile = getattr(user, "wagtail_userprofile", None)
    return profile is None or not switch or getattr(profile, f"{switch}_notifications")


@task
def send(addresses: list[str], subject: str, text: str) -> int:
    """One letter to each, so that nobody sees who else got it; returns how many."""
    line = " ".join(subject.split())[:200]
    return sum(EmailMessage(line, text, to=[address]).send() for address in addresses)
