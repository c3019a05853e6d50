"""How fast stories are found, in an archive of any size, and how soon after they are published."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import batched
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from redaksi.cli import progress
from redaksi.cli.benchmarks.importing import own_home
from redaksi.cli.language import gettext as _

if TYPE_CHECKING:
    from redaksi.stories.models import Section, Story

AT_ONCE = 500
TAKEN_OVER = 5000
"""Stories that come in as an archive does; the others are made of them."""
QUESTIONS = 1000
PUBLICATIONS = 10
PATIENCE = 30  # seconds until a story that is not found is given up


@dataclass(frozen=True)
class FindingSpeed:
    """Times in milliseconds, `cpu` without whoever else is at work; `related` is found for a text nobody has looked around
    yet, `related_kept` read from its row.

    `stories_per_cpu_second` counts all processes of the rebuild, and leaves out who else is at work. `memory_mb`: what a
    process that only reads has more than before its first question, without the pages of the index that the system keeps
    for all (`mapped_mb`).
    """

    stories: int
    database: str
    stories_per_second: int
    stories_per_cpu_second: int
    index_mb: int
    search_p50_ms: float
    search_p99_ms: float
    search_cpu_p50_ms: float
    search_cpu_p99_ms: float
    related_p50_ms: float
    related_p99_ms: float
    related_cpu_p50_ms: float
    related_cpu_p99_ms: float
    related_kept_p50_ms: float
    related_kept_p99_ms: float
    related_kept_cpu_p50_ms: float
    related_kept_cpu_p99_ms: float
    memory_mb: int
    mapped_mb: int
    publish_to_found_ms: float


def measure(how_many: int, database: str = "") -> FindingSpeed:
    """In a home of its own, or the empty `database` that is named. Raises `Trouble` where that one is not empty."""
    with TemporaryDirectory(prefix="redaksi-bench-") as folder:
        own_home(folder, database)
        return _measure(how_many)


def _measure(how_many: int) -> FindingSpeed:
    from django.conf import settings
    from django.db import connection, connections

    fill(how_many)
    seconds, cpu_seconds = _rebuild(how_many)
    connections.close_all()
    with ProcessPoolExecutor(1, get_context("spawn")) as reader:
        asked = reader.submit(_ask).result()
    return FindingSpeed(
        stories=how_many,
        database=connection.vendor,
        stories_per_second=round(how_many / seconds),
        stories_per_cpu_second=round(how_many / cpu_seconds),
        index_mb=round(sum(path.stat().st_size for path in Path(settings.ARCHIVE_FOLDER).rglob("*") if path.is_file()) / 1e6),
        publish_to_found_ms=_publish_to_found(),
        **asked,
    )


def fill(how_many: int) -> None:
    from redaksi.archive.models import Waiting
    from redaksi.cli.benchmarks import material, multiplying
    from redaksi.stories import actions
    from redaksi.stories.models import Batch

    batch, taken_over = Batch.objects.create(source="bench"), min(how_many, TAKEN_OVER)
    with progress.bar(_("Stories"), total=how_many) as advance:
        for chunk in batched(material.stories(taken_over), AT_ONCE):
            actions.take_over(batch, chunk, by=None)
            advance(len(chunk))
        multiplying.multiply(how_many - taken_over, advance)
    Waiting.objects.all().delete()  # the rebuild reads them all


def _rebuild(how_many: int) -> tuple[float, float]:
    """Seconds, and CPU seconds of this process and those it started."""
    from redaksi.archive import rebuilding

    began, before = time.perf_counter(), os.times()
    with progress.bar(_("Stories"), total=how_many) as advance:
        rebuilding.rebuild(advance)
    seconds, after = time.perf_counter() - began, os.times()
    return seconds, sum(after[:4]) - sum(before[:4])


# In a process of its own, as readers' pages are made -----------------------------------------------------------------
def _ask() -> dict[str, Any]:
    from redaksi.cli.django_start import start_django

    start_django()
    from redaksi.archive import related, renewing, search
    from redaksi.archive.engines import engine
    from redaksi.stories.models import Story

    chance = random.Random(7)  # noqa: S311 -- no secret, and always the same
    keys = list(Story.objects.values_list("pk", flat=True)[:200_000])
    stories = list(Story.objects.select_related("section", "storyline").filter(pk__in=chance.sample(keys, min(300, len(keys)))))
    questions = [_question(chance, chance.choice(stories).headline) for _number in range(QUESTIONS)]
    related.stories_near(stories[0])
    anonymous, mapped = _memory()
    search_times = _times(lambda question: search.found(question), questions)
    unsaved = [_as_new(story) for story in stories]
    related_times = _times(related.stories_near, unsaved)
    _keep_lists(renewing.lists_of(engine(), [story.pk for story in stories]))
    kept_times = _times(related.stories_near, stories)
    anonymous_after, mapped_after = _memory()
    return {
        **_told("search", search_times),
        **_told("related", related_times),
        **_told("related_kept", kept_times),
        "memory_mb": anonymous_after - anonymous,
        "mapped_mb": mapped_after - mapped,
    }


def _question(chance: random.Random, headline: str) -> str:
    """As people ask: a few words of a headline, sometimes misspelled, in quotation marks, without one, of a section or year."""
    words = headline.split() or ["berita"]
    start = chance.randrange(len(words))
    asked = " ".join(words[start : start + chance.randint(1, 3)])
    shape = chance.random()
    if shape < 0.1:
        return asked.replace(asked[len(asked) // 2], "", 1)
    if shape < 0.2:
        return f'"{asked}"'
    if shape < 0.3:
        return f"{asked} -jakarta"
    return f"{asked} {chance.choice(['', '', '', '', 'rubrik:dunia', 'sejak:2020', 'tahun:2015'])}"


def _as_new(story: Story) -> Story:
    """The same text, as somebody would begin it now."""
    from django.utils import timezone

    from redaksi.stories.models import Story

    new = Story(title=story.title, dek=story.dek, section=story.section, published_at=timezone.now())
    new.body = story.body
    return new


def _keep_lists(lists: Iterator[tuple[int, list[Any]]]) -> None:
    from django.utils import timezone

    from redaksi.archive.models import Due, Neighbourhood

    rows = [Neighbourhood(story_id=key, others=others, renewed_at=timezone.now(), due=Due.NOT) for key, others in lists]
    Neighbourhood.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass(frozen=True)
class _Times:
    """In milliseconds, one for each question: by the clock, and of this process."""

    clock: list[float]
    cpu: list[float]


def _times(work: Callable[[Any], object], each_of: list[Any]) -> _Times:
    times = _Times([], [])
    for one in each_of:
        began, before = time.perf_counter(), time.process_time()
        work(one)
        times.cpu.append((time.process_time() - before) * 1000)
        times.clock.append((time.perf_counter() - began) * 1000)
    return times


def _told(name: str, times: _Times) -> dict[str, float]:
    return _percentiles(name, times.clock) | _percentiles(f"{name}_cpu", times.cpu)


def _percentiles(name: str, times: list[float]) -> dict[str, float]:
    return {f"{name}_p50_ms": round(median(times), 2), f"{name}_p99_ms": round(quantiles(times, n=100)[98], 2)}


def _memory() -> tuple[int, int]:
    """Megabytes of this process: its own, and of files. Nothing where the system does not tell."""
    try:
        lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    except OSError:
        return 0, 0
    own, mapped = (round(int(lines[name].split()[0]) / 1024) for name in ("RssAnon", "RssFile"))
    return own, mapped


# From publication to the first reader who finds it -------------------------------------------------------------------
def _publish_to_found() -> float:
    """The median of ten, with a worker that follows in a process of its own."""
    from django.db import connections

    from redaksi.stories.models import Section

    connections.close_all()
    follower = get_context("spawn").Process(target=_follow, daemon=True)
    follower.start()
    try:
        section = Section.objects.order_by("path")[0]
        _until_found(section, "pembuka")  # the worker has started
        return round(median(_until_found(section, f"penanda{number}") for number in range(PUBLICATIONS)), 1)
    finally:
        follower.kill()
        follower.join()


def _follow() -> None:
    from redaksi.cli.django_start import start_django
    from redaksi.cli.serving.rounds import ROUNDS

    start_django()
    from django.utils.module_loading import import_string

    (index,) = (each for each in ROUNDS if each.name == "the index")
    while True:
        import_string(index.work)()
        time.sleep(index.pause)


def _until_found(section: Section, word: str) -> float:
    """Milliseconds. Raises `TimeoutError`."""
    from redaksi.archive import search
    from redaksi.cli.benchmarks.serving import bench_editor
    from redaksi.stories import actions
    from redaksi.stories.models import Story

    story = Story(title=f"Berita {word}", live=False)
    story.body = [("text", "<p>Baru saja.</p>")]
    section.add_child(instance=story)
    actions.publish(story, by=bench_editor())
    began = time.perf_counter()
    while not search.found(word).stories:
        if time.perf_counter() - began > PATIENCE:
            raise TimeoutError(word)
        time.sleep(0.005)
    return (time.perf_counter() - began) * 1000
