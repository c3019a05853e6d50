from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect

from redaksi.stories.actions.take_over import check_right
from redaksi.stories.models import Contributor, OldList, OldPicture, Photo, Section, Story, Topic

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.past import RedirectPast

AT_ONCE = 500
_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def lead_again(redirects: Iterable[RedirectPast], by: User | None) -> None:
    """Old addresses that came back with their stories lead on, unless they lead somewhere here already.

    Those whose end is not here lead nowhere. Safe to repeat. Raises `PermissionDenied`.
    """
    check_right(by)
    sections = dict(Section.objects.values_list("slug", "pk"))
    for chunk in batched(redirects, AT_ONCE):
        with transaction.atomic():
            _lead_pages([one for one in chunk if not (one.is_list or one.photo)], sections)
            _lead_lists([one for one in chunk if one.is_list], sections)
            _lead_pictures([one for one in chunk if one.photo])


def _lead_pages(redirects: Sequence[RedirectPast], sections: dict[str, int]) -> None:
    paths = [one.old_path for one in redirects]
    here = set(Redirect.objects.filter(old_path__in=paths, site=None).values_list("old_path", flat=True))
    stories = _keys(Story, (one.story for one in redirects))
    made = []
    for one in redirects:
        target = stories.get(one.story) or sections.get(one.section)
        link = one.link if one.link.lower().startswith(("http://", "https://", "/")) else ""
        if one.old_path not in here and (target or link):
            kept: dict[str, Any] = {"redirect_page_id": target} if target else {"redirect_link": link}
            made.append(Redirect(old_path=one.old_path[:255], is_permanent=one.is_permanent, **kept))
    Redirect.objects.bulk_create(made, ignore_conflicts=True)


def _lead_lists(redirects: Sequence[RedirectPast], sections: dict[str, int]) -> None:
    topics = _keys(Topic, (one.topic for one in redirects))
    people = _keys(Contributor, (one.contributor for one in redirects))
    made = []
    for one in redirects:
        ends = {
            "section_id": sections.get(one.section),
            "topic_id": topics.get(one.topic),
            "contributor_id": people.get(one.contributor),
        }
        if sum(map(bool, ends.values())) == 1:
            made.append(OldList(path=one.old_path[:255], **ends))
    OldList.objects.bulk_create(made, ignore_conflicts=True)


def _lead_pictures(redirects: Sequence[RedirectPast]) -> None:
    photos = _keys(Photo, (one.photo for one in redirects))
    OldPicture.objects.bulk_create(
        [OldPicture(path=one.old_path[:500], photo_id=photos[one.photo]) for one in redirects if one.photo in photos],
        ignore_conflicts=True,
    )


def _keys(model: Any, uids: Iterable[str]) -> dict[str, int]:
    wanted = {uid for uid in uids if _UID.fullmatch(uid)}
    return {str(uid): key for uid, key in model._default_manager.filter(uid__in=wanted).values_list("uid", "pk")}
