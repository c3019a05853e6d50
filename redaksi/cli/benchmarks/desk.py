"""How long the desk's own pages take with an archive of any size, and how often each asks the database."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from redaksi.cli import installation, static
from redaksi.lib.home import Home

if TYPE_CHECKING:
    from redaksi.stories.models import Section

ROUNDS = 7
BUSY = 40  # stories waiting, planned, sent back
HANDED_IN = 5000  # readings that are over, as a year leaves them


@dataclass(frozen=True)
class DeskSpeed:
    """Medians from the request to the last byte of the answer, in one process: by the clock, and of the processor alone,
    without whoever else is at work; and queries a page.
    """

    stories: int
    milliseconds: dict[str, float]
    cpu_milliseconds: dict[str, float]
    queries: dict[str, int]


def measure(how_many: int, database: str) -> DeskSpeed:
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as folder:
        os.environ["REDAKSI_HOME"] = folder
        os.environ["DATABASE_URL"] = database
        if not database:
            os.environ.pop("DATABASE_URL")
        installation.prepare()
        static.collect_where_stale(Home.of_this_installation())
        from redaksi.cli.benchmarks.finding import fill

        fill(how_many)
        return _measured(how_many)


def _measured(how_many: int) -> DeskSpeed:
    from django.conf import settings
    from django.test import Client

    from redaksi.cli.benchmarks.serving import bench_editor
    from redaksi.stories.models import Section

    settings.ALLOWED_HOSTS = ["testserver"]
    editor = bench_editor()
    section = Section.objects.all()[0]
    story = _make_busy(section, editor)
    browser = Client()
    browser.force_login(editor)
    pages = {
        "first page": "/admin/",
        "the day": "/admin/hari-ini/",
        "the day, one section": f"/admin/hari-ini/?rubrik={section.slug}",
        "story form": f"/admin/pages/{story}/edit/?form=lengkap",
        "lean form": f"/admin/naskah/{story}/ringan/",
        "history": f"/admin/naskah/{story}/riwayat/",
        "warnings gone past": "/admin/dilewati/",
        "incoming news": "/admin/berita-masuk/",
        "topics": "/admin/snippets/stories/topic/",
        "plan of the day": "/admin/snippets/stories/assignment/",
        "photos": "/admin/images/",
        "Wagtail's list of a section": f"/admin/pages/{section.pk}/",
    }
    asked = {name: _asked(browser, address) for name, address in pages.items()}
    clock, processor, queries = ({name: each[place] for name, each in asked.items()} for place in range(3))
    return DeskSpeed(how_many, clock, processor, queries)


def _asked(browser: Any, address: str) -> tuple[Any, ...]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert browser.get(address).status_code == 200, address  # noqa: S101 - a page that fails is not measured
    times = []
    for _round in range(ROUNDS):
        began = time.perf_counter(), time.process_time()
        browser.get(address)
        times.append((time.perf_counter() - began[0], time.process_time() - began[1]))
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return *(round(statistics.median(each) * 1000, 1) for each in zip(*times, strict=True)), len(queries)


def _make_busy(section: Section, editor: Any) -> int:
    """Every list of the day has more than it shows; returns a story of many versions."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page, Workflow, WorkflowState

    from redaksi.stories import actions
    from redaksi.stories.models import Approval, Story
    from redaksi.stories.seen import digest_of

    def draft(headline: str, **fields: Any) -> Story:
        story = Story(title=headline, live=False, owner=editor, body=[("text", "<p>Isi berita.</p>")], **fields)
        section.add_child(instance=story)
        story.save_revision(user=editor)
        return story

    now = timezone.now()
    for number in range(BUSY):
        actions.file(draft(f"Menunggu {number}"), by=editor)
        back = draft(f"Kembali {number}")
        actions.file(back, by=editor)
        actions.send_back(back, by=editor, comment="Lengkapi.")
        draft(f"Embargo {number}", embargoed_until=now + timedelta(hours=3))
        planned = draft(f"Terjadwal {number}", go_live_at=now + timedelta(hours=2))
        revision = planned.save_revision(approved_go_live_at=now + timedelta(hours=2))
        Approval.objects.create(story=planned, revision=revision, digest=digest_of(revision.content), kind="chief")
        told = {"check": "angka", "field": "body", "text": "136", "message": "136 dan 137"}
        actions.override(planned, editor, reason="Dua sumber.", **told)
    old = Story.objects.published().values_list("pk", flat=True)[:HANDED_IN]
    base, content_type = ContentType.objects.get_for_model(Page), ContentType.objects.get_for_model(Story)
    WorkflowState.objects.bulk_create(
        WorkflowState(
            workflow=Workflow.objects.all()[0],
            base_content_type=base,
            content_type=content_type,
            object_id=str(key),
            status=WorkflowState.STATUS_APPROVED,
        )
        for key in old
    )
    for _version in range(BUSY):
        back.title += "."
        back.save_revision(user=editor)
    return back.pk
