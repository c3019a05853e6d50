"""Plain functions that make what a test needs. Each gives sensible values to whatever the test does not care about."""

import itertools
from datetime import datetime
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image

from redaksi.staff.groups import Role, group_of
from redaksi.staff.models import User
from redaksi.stories import actions
from redaksi.stories.actions.acquaintance import open_section
from redaksi.stories.models import (
    Approval,
    ApprovalKind,
    Byline,
    Contributor,
    Photo,
    Section,
    SectionRight,
    SectionRole,
    Story,
    Storyline,
    StoryTopic,
    Topic,
)
from redaksi.stories.seen import digest_of

_numbers = itertools.count(1)


def make_user(name: str = "", *roles: Role, **fields: Any) -> User:
    name = name or f"wartawan{next(_numbers)}"
    user = User.objects.create_user(name, f"{name}@redaksi.test", "sandi-panjang-123", **fields)
    user.groups.set([group_of(role) for role in roles])
    return user


def make_editor(section: Section, name: str = "") -> User:
    """A user of the group *redaktur* who edits this one section."""
    editor = make_user(name, Role.EDITOR)
    SectionRight.objects.create(user=editor, section=section, role=SectionRole.EDITOR)
    return editor


def make_section(title: str = "Dunia", **fields: Any) -> Section:
    return open_section(title, **fields)


def make_contributor(name: str = "Sisi", desk: str = "wk", **fields: Any) -> Contributor:
    return Contributor.objects.create(name=name, desk=desk, **fields)


def make_topic(name: str = "Belarus", kind: str = "place", **fields: Any) -> Topic:
    return Topic.objects.create(name=name, kind=kind, **fields)


def make_storyline(name: str = "Perundingan Minsk") -> Storyline:
    return Storyline.objects.create(name=name)


def image_bytes(size: tuple[int, int] = (640, 360), color: str = "#335577", format: str = "JPEG") -> bytes:  # noqa: A002
    out = BytesIO()
    Image.new("RGB", size, color).save(out, format)
    return out.getvalue()


def make_photo(credit: str = "Antara/Rina", alt: str = "Kapal bersandar", **fields: Any) -> Photo:
    photo = Photo(title=fields.pop("title", "Kapal"), credit=credit, description=alt, **fields)
    photo.file = ImageFile(BytesIO(image_bytes(color=f"#{next(_numbers):06x}")), name="kapal.jpg")
    photo.save()
    return photo


def make_draft(section: Section, headline: str = "Kebakaran di pelabuhan", **fields: Any) -> Story:
    """A story nobody has handed in yet, with its first version saved."""
    texts = fields.pop("texts", ["Api membakar gudang di pelabuhan."])
    links = {name: fields.pop(name, []) for name in ("contributors", "topics")}
    by = fields.pop("by", None)
    story = Story(title=headline, owner=by, live=False, **fields)
    story.body = fields.get("body") or [("text", "".join(f"<p>{text}</p>" for text in texts))]
    story.bylines = [Byline(contributor=person, sort_order=n) for n, person in enumerate(links["contributors"])]
    story.story_topics = [StoryTopic(topic=topic, sort_order=n) for n, topic in enumerate(links["topics"])]
    section.add_child(instance=story)
    story.save_revision(user=by)
    return story


def make_story(section: Section, headline: str = "Kebakaran di pelabuhan", at: datetime | None = None, **fields: Any) -> Story:
    """A published story; `at` is when it was first published, now where it is not given."""
    draft = make_draft(section, headline, **fields)
    draft.first_published_at = draft.published_at = at or timezone.now()
    draft.save(update_fields=["first_published_at", "published_at"])
    return publish_at_once(draft)


def publish_at_once(draft: Story, at: datetime | None = None) -> Story:
    """Approved by nobody in particular, and out; at a time to come it is planned."""
    version = Story.objects.get(pk=draft.pk).get_latest_revision_as_object()
    if version.latest_revision_id is None or (at and at != version.go_live_at):
        version.go_live_at = at
        version.save_revision()
    approve_as_it_is(draft)
    return actions.publish(Story.objects.get(pk=draft.pk), by=None)


def approve_as_it_is(draft: Story) -> Approval:
    """Somebody has read the latest version."""
    revision = Story.objects.get(pk=draft.pk).get_latest_revision()
    digest = digest_of(revision.content)
    return Approval.objects.create(story_id=draft.pk, revision=revision, digest=digest, kind=ApprovalKind.CHIEF)


def all_groups() -> list[str]:
    return sorted(Group.objects.values_list("name", flat=True))
