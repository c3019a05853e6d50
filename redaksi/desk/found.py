"""What a search found, as the desk lists it: where each story stands, and where it opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from redaksi.archive.search import Finding
from redaksi.desk.start_page import with_reading
from redaksi.staff.models import User
from redaksi.stories.models import Story
from redaksi.stories.rights import sections_edited_by


@dataclass(frozen=True)
class Line:
    """`story` carries how its reading stands; `address` is empty where this user may not open it."""

    story: Story
    headline: SafeString
    passage: SafeString
    address: str
    is_editable: bool


def lines_of(findings: list[Finding], user: User) -> Iterator[Line]:
    """In the order of the findings. Two queries, however many."""
    wanted = Story.objects.filter(pk__in=[finding.story.pk for finding in findings])
    stories = with_reading(wanted).select_related("withdrawal").in_bulk()
    edited = set(sections_edited_by(user).values_list("pk", flat=True))
    for finding in findings:
        if story := stories.get(finding.story.pk):
            is_editable = story.section_id in edited or story.owner_id == user.pk
            address = reverse("wagtailadmin_pages:edit", args=[story.pk]) if is_editable else (story.address or "")
            yield Line(story, finding.headline, finding.passage, address, is_editable)
