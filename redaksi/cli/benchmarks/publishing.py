"""How long a publication takes, and how often it asks the database, with an archive of any size."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from redaksi.cli import installation, progress
from redaksi.cli.language import gettext as _

PUBLICATIONS = 30
WARM_UP = 3


@dataclass(frozen=True)
class PublishingSpeed:
    """Medians of the publication alone: from the decision to the last page purged. `p90_ms` is the slow end."""

    stories: int
    publish_ms: float
    publish_p90_ms: float
    publish_cpu_ms: float
    publish_queries: int


def measure(how_many: int) -> PublishingSpeed:
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as folder:
        os.environ["REDAKSI_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        installation.prepare()
        _fill(Path(folder), how_many)
        return _measured(how_many)


def _measured(how_many: int) -> PublishingSpeed:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from redaksi.cli.benchmarks.serving import bench_editor, draft_like
    from redaksi.stories import actions
    from redaksi.stories.models import Story

    like = Story.objects.published().newest_first()[0]
    drafts = [draft_like(like, f"Terbit {number}") for number in range(WARM_UP + PUBLICATIONS + 1)]
    editor = bench_editor()
    for draft in drafts[:WARM_UP]:
        actions.publish(draft, by=editor)
    times, cpu = [], []
    for draft in drafts[WARM_UP:-1]:
        began, cpu_began = time.perf_counter(), time.process_time()
        actions.publish(draft, by=editor)
        times.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - cpu_began) * 1000)
    with CaptureQueriesContext(connection) as asked:
        actions.publish(drafts[-1], by=editor)
    return PublishingSpeed(
        how_many,
        round(statistics.median(times), 1),
        round(statistics.quantiles(times, n=10)[-1], 1),
        round(statistics.median(cpu), 1),
        len(asked),
    )


def _fill(folder: Path, how_many: int) -> None:
    from redaksi.cli.benchmarks.archive import stories, write_jsonl
    from redaksi.wire import intake

    archive = folder / "archive.jsonl"
    write_jsonl(archive, stories(how_many))
    with progress.bar(_("Stories")) as advance:
        intake.bring([archive], as_="published", progress=advance)
