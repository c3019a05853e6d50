"""The proof of a run: what its items said they hold, and what the database says that came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db.models import Count, IntegerField, Sum, TextField, Value
from django.db.models.functions import Cast, Length, Replace
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision

from redaksi.stories import addresses, prose
from redaksi.stories.actions.lead_lists import path_of
from redaksi.stories.models import Byline, OldList, OldPicture, Story

if TYPE_CHECKING:
    from redaksi.stories.copy import BlockCopy, ListAddress, StoryCopy
    from redaksi.wire.item import Item
    from redaksi.wire.report import Report

SHOWS_A_PHOTO = '"photo": '  # as the stored text of a body says it; within a paragraph its quotes are escaped
AT_ONCE = 500
COUNTED = ("stories", "words", "photos", "bylines", "people", "redirects", "new_versions", "illustrated")


@dataclass
class Proof:
    """Counted chunk by chunk, so that a million stories need no more memory than a thousand."""

    given: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    _people_given: set[str] = field(default_factory=set)
    _people_found: set[str] = field(default_factory=set)

    def compare(self, items: Sequence[Item], story_ids: Sequence[int]) -> None:
        """What these items hold with what now stands in the database under these keys: three queries."""
        copies = [item.copy for item in items]
        self.given["stories"] += len(items)
        self.given["words"] += sum(item.words for item in items)
        self.given["photos"] += sum(photos_in(copy) for copy in copies)
        self.given["bylines"] += sum(len(copy.bylines) for copy in copies)
        self._people_given.update(line.name for copy in copies for line in copy.bylines)
        self.given["redirects"] += len({addresses.old_path(old) for copy in copies for old in copy.old_addresses})
        self.found.update(_count_stories(story_ids))
        self._count_people(story_ids)
        self.found["redirects"] += Redirect.objects.filter(redirect_page_id__in=story_ids).count()
        self._compare_old_pictures(copies)

    def compare_pictures(self, copy: StoryCopy, story_id: int) -> None:
        """Of a story that came before, and got its pictures now."""
        self.given.update(illustrated=1, photos=photos_in(copy))
        found = _count_stories([story_id])
        self.found.update(illustrated=found["stories"], photos=found["photos"])
        self._compare_old_pictures([copy])

    def compare_lists(self, lists: Iterable[ListAddress]) -> None:
        for chunk in batched({path for one in lists if (path := path_of(one))}, AT_ONCE):
            self.given["redirects"] += len(chunk)
            self.found["redirects"] += OldList.objects.filter(path__in=chunk).count()

    def _compare_old_pictures(self, copies: Iterable[StoryCopy]) -> None:
        named = {addresses.old_picture(photo.file) for copy in copies if copy.published_at for photo in copy.photos} - {""}
        if named:
            self.given["redirects"] += len(named)
            self.found["redirects"] += OldPicture.objects.filter(path__in=named).count()

    def compare_versions(self, revision_ids: Sequence[int]) -> None:
        self.given["new_versions"] += len(revision_ids)
        self.found["new_versions"] += Revision.objects.filter(pk__in=revision_ids).count()

    def _count_people(self, story_ids: Sequence[int]) -> None:
        lines = Byline.objects.filter(story_id__in=story_ids).order_by().values_list("contributor__name")
        for name, count in lines.annotate(Count("pk")):
            self._people_found.add(name)
            self.found["bylines"] += count

    def told(self, report: Report, pictures: dict[str, Any]) -> dict[str, Any]:
        """As the report keeps it. `holds`: every item is accounted for, and each difference has its reason.

        `pictures`: where they were found, and why others were not.
        """
        self.given["people"], self.found["people"] = len(self._people_given), len(self._people_found)
        differences = list(self._differences())
        items = {
            "given": report.items,
            "new": report.stories - report.new_versions,
            "new_versions": report.new_versions,
            "unchanged": report.unchanged,
            "illustrated": report.illustrated,
            "not_taken": sum(report.not_taken.values()),
        }
        accounted = report.items == sum(items.values()) - report.items
        return {
            "holds": accounted and all(difference["reason"] for difference in differences),
            "items": items,
            **{name: {"in": self.given[name], "out": self.found[name]} for name in COUNTED},
            "not_taken": dict(sorted(report.not_taken.items(), key=lambda pair: -pair[1])),
            "pictures": pictures,
            "differences": differences,
        }

    def _differences(self) -> Iterator[dict[str, Any]]:
        for name in COUNTED:
            given, found = self.given[name], self.found[name]
            if given != found:
                yield {"of": name, "in": given, "out": found, "reason": _reason(name, given, found)}


def _count_stories(story_ids: Sequence[int]) -> dict[str, int]:
    text = Cast("body", TextField())
    shown = (Length(text) - Length(Replace(text, Value(SHOWS_A_PHOTO), Value("")))) / len(SHOWS_A_PHOTO)
    found = Story.objects.filter(pk__in=story_ids).aggregate(
        stories=Count("pk"),
        words=Sum("word_count"),
        leads=Count("lead_photo"),
        shown=Sum(shown, output_field=IntegerField()),
    )
    photos = found["leads"] + (found["shown"] or 0)
    return {"stories": found["stories"], "words": found["words"] or 0, "photos": photos}


def words_in(body: Iterable[BlockCopy]) -> int:
    return prose.word_count([{"type": block.kind, "value": _value(block)} for block in body])


def photos_in(copy: StoryCopy) -> int:
    return sum(1 for _photo in copy.photos)


def _value(block: BlockCopy) -> Any:
    if block.kind == "photo":
        return {"caption": block.value.caption}
    if block.kind == "gallery":
        return {**block.value, "photos": [{"caption": photo.caption} for photo in block.value["photos"]]}
    return block.value


def _reason(name: str, given: int, found: int) -> str:
    is_taken = name == "redirects" and found < given
    told = _("an old address leads to one place, the one that came first; a list of which no story came leads nowhere")
    return told if is_taken else ""
