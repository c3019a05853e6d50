"""Synthetic readings: stories and visits that nobody wrote and nobody made, for trying things out. Never mistaken for real.

Stories come out by day more than by night, belong to a section and a matter, and some are better than others. A visit begins
at what is new and good, or anywhere from outside; goes on with the same matter, with what is popular, with what was offered,
or stops. Nothing of how the recommendation counts is used here.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

BEGIN = datetime(2026, 1, 5, tzinfo=UTC).timestamp()
SECTIONS = ("nasional", "daerah", "dunia", "ekonomi", "olahraga", "sains", "budaya", "opini")
MATTERS_EACH = 14
WORDS_EACH = 12
LIST = 6
DAY = 86_400
HALVED_HOURS = 7.0


@dataclass(frozen=True)
class Made:
    name: str
    at: float
    section: str
    matter: int
    worth: float
    headline: str


def write(events: Path, table: Path, stories: int, sessions: int, days: int, seed: int) -> int:
    """Both as lines of JSON; returns how many readings."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    made = _stories(chance, stories, days)
    with table.open("w", encoding="utf-8") as out:
        for story in made:
            told = {
                "story": story.name,
                "published_at": _written(story.at),
                "section": story.section,
                "headline": story.headline,
            }
            out.write(json.dumps({**told, "synthetic": True}) + "\n")
    count = 0
    with events.open("w", encoding="utf-8") as out:
        for row in _events(chance, made, sessions, days):
            out.write(json.dumps(row) + "\n")
            count += 1
    return count


def _stories(chance: random.Random, how_many: int, days: int) -> list[Made]:
    words = [f"kata{number}" for number in range(len(SECTIONS) * MATTERS_EACH * WORDS_EACH)]
    times = sorted(BEGIN + _moment(chance, days) for _story in range(how_many))
    return [_story(chance, number, at, words) for number, at in enumerate(times)]


def _story(chance: random.Random, number: int, at: float, words: Sequence[str]) -> Made:
    matter = int(min(chance.expovariate(1 / 30), len(SECTIONS) * MATTERS_EACH - 1))
    own = words[matter * WORDS_EACH : (matter + 1) * WORDS_EACH]
    headline = " ".join([*chance.sample(own, 4), *chance.sample(words, 2)])
    return Made(f"sintetis-{number}", at, SECTIONS[matter % len(SECTIONS)], matter, chance.lognormvariate(0, 1.1), headline)


def _events(chance: random.Random, stories: Sequence[Made], sessions: int, days: int) -> Iterator[dict[str, Any]]:
    begins = sorted(BEGIN + _moment(chance, days) for _session in range(sessions))
    first = 0
    popular: list[int] = []
    for number, at in enumerate(begins):
        while first < len(stories) and stories[first].at <= at:
            first += 1
        if first == 0:
            continue
        if number % 200 == 0:
            popular = _popular(stories, first, at)
        yield from _visit(chance, f"sintetis-{number}", at, stories, first, popular)


def _visit(
    chance: random.Random, name: str, at: float, stories: Sequence[Made], known: int, popular: Sequence[int]
) -> Iterator[dict[str, Any]]:
    current = _entry(chance, stories, known, at)
    read = {current}
    while True:
        shown = _shown(chance, stories, known, popular, read)
        after, place = _next(chance, stories, known, popular, current, shown, read, at)
        told = {"time": _written(at), "session": name, "story": stories[current].name}
        yield {**told, "shown": [stories[each].name for each in shown], "clicked": place, "synthetic": True}
        if after is None:
            return
        at += 20 + chance.expovariate(1 / 90)
        current = after
        read.add(current)


def _next(
    chance: random.Random,
    stories: Sequence[Made],
    known: int,
    popular: Sequence[int],
    current: int,
    shown: Sequence[int],
    read: set[int],
    at: float,
) -> tuple[int | None, int]:
    """What is read next, and its place in the list below the story where it was taken from there."""
    if chance.random() < 0.42:
        return None, 0
    way = chance.random()
    if way < 0.25 and shown:
        place = min(int(chance.expovariate(0.5)), len(shown) - 1)
        return shown[place], place + 1
    if way < 0.55:
        after = _of_matter(chance, stories, known, current)
    elif way < 0.8:
        after = chance.choice(popular[: 3 + int(chance.expovariate(0.2))]) if popular else None
    else:
        after = _entry(chance, stories, known, at)
    return (None, 0) if after is None or after in read else (after, 0)


def _of_matter(chance: random.Random, stories: Sequence[Made], known: int, current: int) -> int | None:
    """One of the last of the same matter, the better ones rather."""
    matter = stories[current].matter
    same = [each for each in range(max(0, known - 600), known) if stories[each].matter == matter and each != current]
    return chance.choices(same, [stories[each].worth for each in same])[0] if same else None


def _entry(chance: random.Random, stories: Sequence[Made], known: int, at: float) -> int:
    """From the front page or from outside: new and good, and now and then something old."""
    if chance.random() < 0.08:
        return chance.randrange(known)
    recent = range(max(0, known - 250), known)
    return chance.choices(recent, [_pull(stories[each], at) for each in recent])[0]


def _popular(stories: Sequence[Made], known: int, at: float) -> list[int]:
    return sorted(range(max(0, known - 250), known), key=lambda each: -_pull(stories[each], at))[:30]


def _shown(chance: random.Random, stories: Sequence[Made], known: int, popular: Sequence[int], read: set[int]) -> list[int]:
    newest = list(range(max(0, known - 20), known))
    some = [*chance.sample(popular, min(4, len(popular))), *chance.sample(newest, min(4, len(newest)))]
    return [each for each in dict.fromkeys(some) if each not in read][:LIST]


def _pull(story: Made, at: float) -> float:
    return story.worth * 0.5 ** ((at - story.at) / 3600 / HALVED_HOURS)


def _moment(chance: random.Random, days: int) -> float:
    """More by day than by night: least at four, most in the evening."""
    while True:
        moment = chance.uniform(0, days * DAY)
        if chance.random() < 0.55 - 0.45 * math.cos((moment % DAY / DAY - 4 / 24) * 2 * math.pi):
            return moment


def _written(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
