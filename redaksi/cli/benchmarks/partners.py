"""How long a partner waits, with an archive of any size behind the paper."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from redaksi.cli import progress
from redaksi.cli.benchmarks.importing import own_home
from redaksi.cli.language import gettext as _

TIMES = 15


@dataclass(frozen=True)
class PartnerSpeed:
    """Medians in milliseconds: a page of 50 stories whole and in each kind of format, the same asked again with what is
    known of it, and what comes after a day of long ago.
    """

    stories: int
    database: str
    ninjs: float
    rss: float
    known_already: float
    since_long_ago: float
    head_of_section: float


def measure(how_many: int, database: str = "") -> PartnerSpeed:
    """In a home of its own, or the empty `database` that is named. Raises `Trouble` where that one is not empty."""
    with TemporaryDirectory(prefix="redaksi-bench-") as folder:
        own_home(folder, database)
        return _measure(Path(folder), how_many)


def _measure(folder: Path, how_many: int) -> PartnerSpeed:
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from redaksi.cli.benchmarks.archive import stories, write_jsonl
    from redaksi.stories.models import Section
    from redaksi.wire import intake, partners
    from redaksi.wire.models import Partner, PartnerFormat

    settings.ALLOWED_HOSTS = ["testserver"]
    archive = folder / "archive.jsonl"
    write_jsonl(archive, stories(how_many))
    with progress.bar(_("Stories"), total=how_many) as advance:
        intake.bring([archive], as_="published", progress=advance)

    def asker(form: PartnerFormat, section: Section | None = None) -> Callable[..., dict[str, str]]:
        partner = Partner.objects.create(name=f"{form} {section}", format=form, section=section)
        header = {"Authorization": f"Bearer {partners.open_for(partner)}"}

        def ask(method: str = "get", known: str = "", **question: str) -> dict[str, str]:
            headers = header | ({"If-None-Match": known} if known else {})
            return dict(getattr(Client(), method)("/mitra/berita", question, headers=headers).headers)

        return ask

    whole, feed = asker(PartnerFormat.NINJS_3), asker(PartnerFormat.RSS)
    of_section = asker(PartnerFormat.NINJS_3, Section.objects.order_by("path").last())
    etag = whole()["ETag"]
    return PartnerSpeed(
        how_many,
        connection.vendor,
        _median(whole),
        _median(feed),
        _median(lambda: whole(known=etag)),
        _median(lambda: whole(since="2005-01-02")),
        _median(lambda: of_section("head", since="2005-01-02")),
    )


def _median(work: Callable[[], object]) -> float:
    """The first time warms up."""
    work()
    took = []
    for _time in range(TIMES):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return round(median(took), 1)
