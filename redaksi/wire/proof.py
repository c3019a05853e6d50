"""The proof of a run: what its items said they hold, and what the database says that came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, IntegerField, Sum, TextField, Value
from django.db.models.functions import Cast, Length, Replace
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision

from redaksi.stories import addresses, prose
from redaksi.stories.models import Byline, Story

if TYPE_CHECKING:
    from redaksi.stories.copy import BlockCopy, StoryCopy
    from redaksi.wire.report import Report

SHOWS_A_PHOTO = '"photo": '  # as the stored text of a body says it; within a paragraph its quotes are escaped
COUNTED = ("stories", "words", "photos", "bylines", "people", "redirects", "new_versions")


@dataclass
class Proof:
    """Counted chunk by chunk, so that a million stories need no more memory than a thousand."""

    given: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    _people_given: set[str] = field(default_factory=set)
    _people_found: set[str] = field(default_factory=set)

    def compare(self, copies: Sequence[StoryCopy], story_ids: Sequence[int]) -> None:
        """What these copies hold with what now stands in the database under these keys: three queries."""
        for copy in copies:
            self.given.update(stories=1, words=words_in(copy.body), photos=photos_in(copy), bylines=len(copy.bylines))
            self._people_given.update(line.name for line in copy.bylines)
        self.given["redirects"] += len({addresses.old_path(old) for copy in copies for old in copy.old_addresses})
        self._count_stories(story_ids)
        self._count_people(story_ids)
        self.found["redirects"] += Redirect.objects.filter(redirect_page_id__in=story_ids).count()

    def compare_versions(self, revision_ids: Sequence[int]) -> None:
        self.given["new_versions"] += len(revision_ids)
        self.found["new_versions"] += Revision.objects.filter(pk__in=revision_ids).count()

    def _count_stories(self, story_ids: Sequence[int]) -> None:
        text = Cast("body", TextField())
        shown = (Length(text) - Length(Replace(text, Value(SHOWS_A_PHOTO), Value("")))) / len(SHOWS_A_PHOTO)
        found = Story.objects.filter(pk__in=story_ids).aggregate(
            stories=Count("pk"),
            words=Sum("word_count"),
            leads=Count("lead_photo"),
            shown=Sum(shown, output_field=IntegerField()),
        )
        photos = found.pop("leads") + (found.pop("shown") or 0)
        self.found.update(stories=found["stories"], words=found["words"] or 0, photos=photos)

    def _count_people(self, story_ids: Sequence[int]) -> None:
        lines = Byline.objects.filter(story_id__in=story_ids).order_by().values_list("contributor__name")
        for name, count in lines.annotate(Count("pk")):
            self._people_found.add(name)
            self.found["bylines"] += count

    def told(self, report: Report) -> dict[str, Any]:
        """As the report keeps it. `holds`: every item is accounted for, and each difference has its reason."""
        self.given["people"], self.found["people"] = len(self._people_given), len(self._people_found)
        differences = list(self._differences())
        items = {
            "given": report.items,
            "new": report.stories - report.new_versions,
            "new_versions": report.new_versions,
            "unchanged": report.unchanged,
            "not_taken": sum(report.not_taken.values()),
        }
        accounted = report.items == sum(items.values()) - report.items
        return {
            "holds": accounted and all(difference["reason"] for difference in differences),
            "items": items,
            **{name: {"in": self.given[name], "out": self.found[name]} for name in COUNTED},
            "not_taken": dict(sorted(report.not_taken.items(), key=lambda pair: -pair[1])),
            "differences": differences,
        }

    def _differences(self) -> Iterator[dict[str, Any]]:
        for name in COUNTED:
            given, found = self.given[name], self.found[name]
            if given != found:
                yield {"of": name, "in": given, "out": found, "reason": _reason(name, given, found)}


def words_in(body: Iterable[BlockCopy]) -> int:
    return prose.word_count([{"type": block.kind, "value": _value(block)} for block in body])


def photos_in(copy: StoryCopy) -> int:
    shown = sum(1 for block in copy.body if block.kind == "photo")
    in_galleries = sum(len(block.value["photos"]) for block in copy.body if block.kind == "gallery")
    return bool(copy.lead_photo) + shown + in_galleries


def _value(block: BlockCopy) -> Any:
    if block.kind == "photo":
        return {"caption": block.value.caption}
    if block.kind == "gallery":
        return {**block.value, "photos": [{"caption": photo.caption} for photo in block.value["photos"]]}
    return block.value


def _reason(name: str, given: int, found: int) -> str:
    is_taken = name == "redirects" and found < given
    return _("an old address leads to one story, the one that came first") if is_taken else ""
