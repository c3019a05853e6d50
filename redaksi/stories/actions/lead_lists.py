from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction

from redaksi.stories import addresses
from redaksi.stories.actions.take_over import check_right
from redaksi.stories.models import Contributor, OldList, Section, Topic

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.copy import ListAddress

AT_ONCE = 500
_CATEGORY = re.compile(r"/\?cat=\d{1,18}")  # WordPress' own name of a list where its addresses are plain
LONGEST = OldList._meta.get_field("path").max_length or 0


@transaction.atomic
def lead_lists(lists: Iterable[ListAddress], by: User | None) -> None:
    """Where another site listed stories, readers find ours: those of the section, topic or contributor of that name.

    Lists whose stories are not here lead nowhere; an address that leads somewhere already goes on doing so. Raises
    `PermissionDenied`.
    """
    check_right(by)
    for chunk in batched(lists, AT_ONCE):
        keys = _Keys(chunk)
        led = {path: keys.of(one) for one in chunk if (path := path_of(one)) and keys.of(one)}
        OldList.objects.bulk_create([OldList(path=path, **key) for path, key in led.items()], ignore_conflicts=True)


def path_of(one: ListAddress) -> str:
    """As `OldList` keeps it; empty for what is the address of no list: "/", "/tag//"."""
    is_address = one.path.startswith("/") and "//" not in one.path and "?" not in one.path and "\0" not in one.path
    path = addresses.old_path(one.path) if is_address or _CATEGORY.fullmatch(one.path) else ""
    return path if path != "/" and len(path) <= LONGEST else ""


class _Keys:
    """Where the names of some lists lead, in three queries."""

    def __init__(self, lists: Sequence[ListAddress]) -> None:
        names = {kind: {one.name for one in lists if one.kind == kind} for kind in ("topic", "contributor")}
        topics = Topic.objects.filter(name__in=names["topic"]).order_by("-kind", "-pk")  # a subject before a place
        people = Contributor.objects.filter(name__in=names["contributor"]).order_by("-pk")
        self._keys: dict[str, dict[str, int]] = {
            "section": {title.casefold(): key for title, key in Section.objects.order_by("-path").values_list("title", "pk")},
            "topic": dict(topics.values_list("name", "pk")),
            "contributor": dict(people.values_list("name", "pk")),
        }

    def of(self, one: ListAddress) -> dict[str, Any]:
        name = one.name.casefold() if one.kind == "section" else one.name
        key = self._keys[one.kind].get(name)
        return {f"{one.kind}_id": key} if key else {}
