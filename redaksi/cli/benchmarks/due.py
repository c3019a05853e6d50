"""Many stories due at one moment, one of which raises; the real worker publishes them, killed in the middle if asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from redaksi.cli import installation
from redaksi.cli.serving import lifeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from redaksi.stories.models import Section

TIME_TO_PLAN = 0.2  # seconds a story, before the moment at which all are due
TIME_TO_START = 8
PATIENCE = 180


@dataclass(frozen=True)
class DuePublished:
    """`seconds` from the moment all were due until the last was out; `slowest_start` until the clock began with them."""

    stories: int
    published: int
    published_twice: int
    failed: int
    kills: int
    seconds: float
    slowest_start: float


def measure(how_many: int, is_killed: bool) -> DuePublished:
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as folder:
        os.environ["REDAKSI_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        installation.prepare()
        due = _plan(how_many)
        return _watched(how_many, due, is_killed, Path(folder))


def _watched(how_many: int, due: datetime, is_killed: bool, folder: Path) -> DuePublished:
    from django.db.models import Max, Min

    from redaksi.stories.models import DueFailure, Story

    kills = 0
    if is_killed:
        with _worker(folder):
            _wait(lambda: _published() * 3 >= how_many)
            kills += 1
    with _worker(folder):
        _wait(lambda: _published() >= how_many - 1 and DueFailure.objects.exists())
    times = Story.objects.published().aggregate(first=Min("published_at"), last=Max("published_at"))
    return DuePublished(
        how_many,
        _published(),
        _published_twice(),
        DueFailure.objects.count(),
        kills,
        round((times["last"] - due).total_seconds(), 1),
        round((times["first"] - due).total_seconds(), 1),
    )


def _plan(how_many: int) -> datetime:
    """All for one moment, which is returned; each approved as it is. The middle one has a headline that is none."""
    from django.utils import timezone

    from redaksi.stories.actions.acquaintance import open_section

    due = timezone.now() + timedelta(seconds=TIME_TO_START + how_many * TIME_TO_PLAN)
    section = open_section("Uji")
    for number in range(how_many):
        _planned(section, f"Berita {number}", due, is_broken=number == how_many // 2)
    return due


def _planned(section: Section, headline: str, due: datetime, is_broken: bool) -> None:
    from redaksi.stories.models import Approval, Story
    from redaksi.stories.seen import digest_of

    story = Story(title=headline, live=False, body=[("text", "<p>Isi berita.</p>")], go_live_at=due)
    section.add_child(instance=story)
    revision = story.save_revision(approved_go_live_at=due)
    if is_broken:
        revision.content["title"] = None
        revision.save(update_fields=["content"])
    Approval.objects.create(story_id=story.pk, revision=revision, digest=digest_of(revision.content), kind="chief")


def _published() -> int:
    from redaksi.stories.models import Story

    return Story.objects.published().count()


def _published_twice() -> int:
    from django.db.models import Count
    from wagtail.models import PageLogEntry

    told = PageLogEntry.objects.filter(action="wagtail.publish").values("page").annotate(times=Count("pk"))
    return told.filter(times__gt=1).count()


@contextmanager
def _worker(folder: Path) -> Iterator[None]:
    """As `redaksi serve` starts it; killed at the end, in whatever it is doing."""
    surroundings = {**os.environ, lifeline.SUPERVISOR: str(os.getpid()), "REDAKSI_HOME": str(folder)}
    command = [sys.executable, "-m", "redaksi.cli.serving.worker"]
    with (folder / "worker.out").open("ab") as out:
        process = subprocess.Popen(command, env=surroundings, stdout=out, stderr=out)  # noqa: S603 - our own module
    try:
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def _wait(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)
