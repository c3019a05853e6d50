"""Stories read for the index, in bulk and past the ORM's objects: five short queries for any number of them."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from typing import Any

from django.db.models import Max, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Revision

from redaksi.archive.entry import BORDER, Entry, State, Words
from redaksi.archive.profile import LONGEST_TEXT, Profile, boiled_down, profile_of, sign_offs_in
from redaksi.archive.words import stems
from redaksi.stories import prose
from redaksi.stories.models import Byline, Section, Story, StoryTopic, Topic, Withdrawal

AT_ONCE = 500
# What says whether a story has changed, without reading its text: a version of its own has a number of its own.
STAMPED = (
    *("pk", "is_public", "section_id", "storyline_id", "owner_id", "language", "published_at", "embargoed_until"),
    *("latest_revision_id", "live_revision_id", "last_published_at", "word_count", "title"),
)
TEXTS = ("kicker", "dek", "raw_body", "latest_revision_created_at", "first_published_at")
UNREADABLE = "The text of story %s cannot be read for the index: %s"

Which = Mapping[str, Any]
"""Of stories, by their keys: `in` a list of them, or between `gte` and `lte`, which costs less to ask for than five hundred."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Text:
    headline: str
    dek: str
    paragraphs: list[str]


@dataclass
class _Found:
    """What a story says, from its row or, for a draft, from its last version."""

    title: str
    kicker: str
    dek: str
    body: Any
    language: str
    storyline: int | None
    topics: list[int] = field(default_factory=list)
    contributors: list[int] = field(default_factory=list)


def entries(story_ids: Iterable[int]) -> Iterator[Entry]:
    """In the order of their keys; a key without a story gives none."""
    return (each.entry() for each in _read({"in": list(story_ids)}))


def texts(story_ids: Iterable[int]) -> dict[int, Text]:
    """What these stories say, in their last versions where readers have seen none."""
    rows = list(_said_by_rows().filter(pk__in=list(story_ids)))
    found = {key: Text(title, dek, _paragraphs(key, body)) for key, title, dek, body, *_rest in rows}
    wanted = {version: key for key, *_texts, is_public, version in rows if version and not is_public}
    if wanted:
        for version, content in Revision.objects.filter(pk__in=wanted).values_list("pk", "content"):
            key = wanted[version]
            title, dek = content.get("title") or "", content.get("dek") or ""
            found[key] = Text(title, dek, _paragraphs(key, content.get("body") or ""))
    return found


@cache
def _said_by_rows() -> QuerySet[Story, tuple[Any, ...]]:
    """Put together once: whoever seeks waits."""
    names = ("pk", "title", "dek", "raw_body", "is_public", "latest_revision_id")
    return Story.objects.annotate(raw_body=Cast("body", TextField())).order_by().values_list(*names)


def entries_between(first: int, last: int) -> Iterator[Entry]:
    return (each.entry() for each in _read({"gte": first, "lte": last}))


def stamps(after: int = 0) -> Iterator[tuple[int, int]]:
    """Key and stamp of every story, in the order of their keys."""
    while rows := list(_ordered(Story.objects.filter(pk__gt=after), STAMPED)[: AT_ONCE * 10]):
        for row in rows:
            yield row[0], stamp_of(row)
        after = rows[-1][0]


def stamp_of(row: Sequence[Any]) -> int:
    """63 bits over what `STAMPED` names, the same on every machine and in every run."""
    told = "\x1f".join(map(str, row)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest()) >> 1


def ranges(how_many: int = AT_ONCE) -> Iterator[tuple[int, int]]:
    """The keys that there are now, cut into ranges of so many stories each."""
    after, last = 0, Story.objects.aggregate(last=Max("pk"))["last"] or 0
    known = Story.objects.filter(pk__lte=last).order_by("pk").values_list("pk", flat=True)
    while keys := list(known.filter(pk__gt=after)[:how_many]):
        yield keys[0], keys[-1]
        after = keys[-1]


def _ordered(stories: QuerySet[Story], names: Sequence[str]) -> Any:
    return stories.order_by("pk").values_list(*names)


def profiles(story_ids: Iterable[int]) -> dict[int, Profile]:
    """Of these stories, each with how it writes its words: to compare others with."""
    return {each.row["pk"]: each.profile() for each in _read({"in": list(story_ids)})}


def _read(which: Which) -> Iterator[_Read]:
    annotated = _with(which, Story.objects.all(), "pk").annotate(raw_body=Cast("body", TextField()))
    rows = [(row[: len(STAMPED)], row[len(STAMPED) :]) for row in _ordered(annotated, (*STAMPED, *TEXTS))]
    stamped_rows = [dict(zip(STAMPED, stamped, strict=True)) for stamped, _texts in rows]
    drafts = [row["latest_revision_id"] for row in stamped_rows if not row["is_public"]]
    links = _Links(which, drafts)
    for row, (stamped, texts) in zip(stamped_rows, rows, strict=True):
        yield _Read(row, dict(zip(TEXTS, texts, strict=True)), links, stamp_of(stamped))


class _Links:
    """What hangs on these stories: topics, bylines, withdrawals, the drafts' last versions, names."""

    def __init__(self, which: Which, versions: list[int | None]) -> None:
        self.topics = _by_story(_with(which, StoryTopic.objects, "story").values_list("story_id", "topic_id"))
        self.contributors = _by_story(_with(which, Byline.objects, "story").values_list("story_id", "contributor_id"))
        self.withdrawn = set(_with(which, Withdrawal.objects, "story").values_list("story_id", flat=True))
        wanted = [version for version in versions if version]
        self.versions = dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "content")) if wanted else {}
        self.zone = timezone.get_current_timezone()
        self.sections = dict(Section.objects.order_by().values_list("pk", "title"))
        used = {topic for topics in self.topics.values() for topic in topics}
        used |= {link["topic"] for content in self.versions.values() for link in content.get("story_topics", [])}
        self.topic_names = dict(Topic.objects.filter(pk__in=used).values_list("pk", "name"))


def _with(which: Which, things: Any, name: str) -> QuerySet[Any]:
    return things.filter(**{f"{name}__{how}": keys for how, keys in which.items()})


def _by_story(links: Any) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for story, other in links.order_by("story_id", "sort_order"):
        found.setdefault(story, []).append(other)
    return found


class _Read:
    """One story with all that it says."""

    def __init__(self, row: Mapping[str, Any], texts: Mapping[str, Any], links: _Links, stamp: int) -> None:
        self.row = row
        self._links = links
        self._stamp = stamp
        self._said = _said(row, texts, links)
        self._body = "\n".join(_paragraphs(row["pk"], self._said.body))
        moment = row["published_at"] or texts["latest_revision_created_at"] or texts["first_published_at"]
        self._moment = moment or datetime.fromtimestamp(0, UTC)

    def profile(self) -> Profile:
        said = self._said
        return profile_of(said.title, said.dek, self._body, self.row["published_at"], self._topics(), self._section())

    def entry(self) -> Entry:
        row, said = self.row, self._said
        parts = [Words(part) for part in (said.title, said.kicker, said.dek, self._body)]
        title, _kicker, dek, body = parts
        profile = self._boiled_down(title, dek, body)
        return Entry(
            id=row["pk"],
            stamp=self._stamp,
            state=_state(row, self._links),
            title=" ".join(title.stems),
            text=" ".join(chain.from_iterable(part.stems for part in parts)),
            surface=BORDER.join(part.as_written for part in parts),
            near=profile.indexed(),
            profile=profile.packed(),
            language=said.language,
            moment=int(self._moment.timestamp()),
            year=self._moment.astimezone(self._links.zone).year,
            embargoed_until=int(row["embargoed_until"].timestamp()) if row["embargoed_until"] else None,
            section=row["section_id"],
            storyline=said.storyline,
            owner=row["owner_id"],
            topics=tuple(dict.fromkeys(said.topics)),
            contributors=tuple(dict.fromkeys(said.contributors)),
        )

    def _boiled_down(self, title: Words, dek: Words, body: Words) -> Profile:
        """Equal to `profile` but for the wording. What is split already is not split again."""
        if len(self._body) > LONGEST_TEXT:
            return self.profile()
        in_text = chain(dek.stems, body.stems, *map(stems, self._topics()))
        signed = [*sign_offs_in(self._said.dek), *sign_offs_in(self._body)]
        return boiled_down(title.stems, in_text, signed, self.row["published_at"], self._section())

    def _topics(self) -> list[str]:
        names = self._links.topic_names
        return [names[topic] for topic in self._said.topics if topic in names]

    def _section(self) -> str:
        return self._links.sections.get(self.row["section_id"], "")


def _state(row: Mapping[str, Any], links: _Links) -> State:
    if row["is_public"]:
        return State.PUBLIC
    return State.WITHDRAWN if row["pk"] in links.withdrawn else State.DRAFT


def _said(row: Mapping[str, Any], texts: Mapping[str, Any], links: _Links) -> _Found:
    """Readers have the row; what nobody has read yet is what its last version says."""
    content = None if row["is_public"] else links.versions.get(row["latest_revision_id"])
    if content:
        return _from_version(content)
    return _Found(
        row["title"],
        texts["kicker"],
        texts["dek"],
        texts["raw_body"],
        row["language"],
        row["storyline_id"],
        links.topics.get(row["pk"], []),
        links.contributors.get(row["pk"], []),
    )


def _from_version(content: Mapping[str, Any]) -> _Found:
    return _Found(
        content.get("title") or "",
        content.get("kicker") or "",
        content.get("dek") or "",
        content.get("body") or "",
        content.get("language") or "",
        content.get("storyline"),
        [link["topic"] for link in content.get("story_topics", []) if link.get("topic")],
        [link["contributor"] for link in content.get("bylines", []) if link.get("contributor")],
    )


def _paragraphs(key: int, body: str) -> list[str]:
    try:
        return paragraphs_of(key, json.loads(body) if body else [])
    except ValueError as error:
        log.warning(UNREADABLE, key, error)
        return []


def paragraphs_of(key: int, body: Any) -> list[str]:
    """A body that cannot be read is found by its headline, and does not keep others waiting."""
    try:
        return list(prose.paragraphs(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning(UNREADABLE, key, error)
        return []
