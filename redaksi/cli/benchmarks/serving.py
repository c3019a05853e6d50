"""How fast pages are handed out, against nginx with the same page as a file, in one run on one processor."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redaksi.cli import installation
from redaksi.cli.benchmarks import load, opponent, rush
from redaksi.cli.benchmarks.load import SERVERS_CORE, Readers, Run, on_core
from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble
from redaksi.lib.home import Home

CONNECTIONS, FEW, UNCACHED = 32, 8, 4
ROUNDS = 3
COLD = 30
PUBLICATIONS = 5
START_SECONDS = 60
LOOK_AGAIN_SECONDS = 0.005
PACKED = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class ServingSpeed:
    """Ratios are to nginx in the same run; `…_by_cpu` leaves out whoever else was at work on this machine.

    `cold_…_cpu_ms`: processor time to make the page; `mixed_load_ratio`: stored pages' rate while four clients ask for
    uncached ones without pause, to their rate alone. `rush_…`: so many lines, all asking for one story right after it was
    purged; how often it was made for them, how many were told the old text, how many nothing.
    """

    stored_per_second: int
    nginx_per_second: int
    stored_ratio: float
    stored_ratio_by_cpu: float
    not_modified_ratio: float
    not_modified_ratio_by_cpu: float
    stored_p99_ms: float
    nginx_p99_ms: float
    cold_story_cpu_ms: float
    cold_front_cpu_ms: float
    publish_to_visible_ms: float
    withdraw_to_gone_ms: float
    mixed_load_ratio: float
    mixed_load_errors: int
    uncached_per_second: float
    rush_readers: int
    rush_renders: int
    rush_old: int
    rush_failed: int
    rush_seconds: float


@dataclass(frozen=True)
class Site:
    """An installation being served, and the nginx beside it. `kiosk`, `pages`, `nginx`: their processes."""

    url: str
    kiosk: int
    pages: int
    nginx_url: str
    nginx: int
    home: Home
    story: str


def measure(how_many: int, seconds: int) -> ServingSpeed:
    """With the demo edition and `how_many` further stories. Raises `Trouble`."""
    load.need_tools()
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)
        port, nginx_port = free_port(), free_port()
        home = prepared(Path(folder) / "home", port, how_many)
        url = f"http://127.0.0.1:{port}"
        pid = stack.enter_context(served(url, port))
        story = newest_story()
        page = _get(url, story)
        nginx = stack.enter_context(opponent.serving(Path(folder) / "nginx", nginx_port, page.text))
        time.sleep(1)
        kiosk, pages = load.service_of(pid, "kiosk"), load.service_of(pid, "pages")
        site = Site(url, kiosk, pages, f"http://127.0.0.1:{nginx_port}/index.html", nginx, home, story)
        return _measured(site, seconds)


def _measured(site: Site, seconds: int) -> ServingSpeed:
    stored, nginx = _side_by_side(site, seconds, PACKED, PACKED)
    known, nginx_known = _side_by_side(site, seconds, _conditional(site.url, site.story), _conditional(site.nginx_url, ""))
    alone, together, uncached, errors = _mixed(site, seconds)
    rushed, renders = _rush(site)
    cold_story, cold_front = _cold_ms(site, site.story), _cold_ms(site, "/")
    visible, gone = _out_and_back_ms(site.url)
    return ServingSpeed(
        round(_median(stored, "per_second")),
        round(_median(nginx, "per_second")),
        _ratio(stored, nginx),
        _ratio_by_cpu(stored, nginx),
        _ratio(known, nginx_known),
        _ratio_by_cpu(known, nginx_known),
        round(_median(stored, "p99_ms"), 2),
        round(_median(nginx, "p99_ms"), 2),
        cold_story,
        cold_front,
        visible,
        gone,
        round(together / max(alone, 1), 2),
        errors,
        round(uncached, 1),
        rushed.readers,
        renders,
        rushed.old,
        rushed.failed,
        rushed.seconds,
    )


def _side_by_side(site: Site, seconds: int, ours: dict[str, str], nginxs: dict[str, str]) -> tuple[list[Run], list[Run]]:
    """In turns, so that both meet the same noise."""
    mine, other = [], []
    for _round in range(ROUNDS):
        other.append(load.run(site.nginx_url, seconds, CONNECTIONS, site.nginx, nginxs))
        mine.append(load.run(site.url + site.story, seconds, CONNECTIONS, site.kiosk, ours))
    return mine, other


def _mixed(site: Site, seconds: int) -> tuple[float, float, float, int]:
    """Stored pages a second alone and together with uncached ones, those a second, and all errors."""
    alone, _p99, errors_alone, _requests = Readers(site.url + site.story, seconds, FEW, PACKED).finish()
    uncached = Readers(f"{site.url}/?tidak=disimpan", seconds + 1, UNCACHED)
    together, _p99, errors_together, _requests = Readers(site.url + site.story, seconds, FEW, PACKED).finish()
    made, _p99, errors_uncached, _requests = uncached.finish()
    return alone, together, made, errors_alone + errors_together + errors_uncached


def _rush(site: Site) -> tuple[rush.Rush, int]:
    """One change, one purge: a correction by the desk is followed by purges of its lists and its share card as well."""
    from redaksi.press import keys, purging
    from redaksi.stories.models import Story

    story = Story.objects.get(address=site.story)
    kicker = f"Diralat {time.monotonic_ns()}"

    def change() -> str:
        Story.objects.filter(pk=story.pk).update(kicker=kicker)
        purging.purge_after_commit(gone=keys.all_of(story))
        return kicker

    log = site.home.logs / "redaksi.log"
    before = rush.renders(log, site.story)
    rushed = rush.at(site.url, site.story, change)
    time.sleep(1)  # the log is written by the supervisor, as it comes
    return rushed, rush.renders(log, site.story) - before


def _cold_ms(site: Site, path: str) -> float:
    """Asked of Django itself, at the kiosk's back."""
    from redaksi.cli.serving.processes import pressroom_socket
    from redaksi.press.kiosk.callers import Proxies
    from redaksi.press.kiosk.pressroom import Pressroom

    pressroom = Pressroom(str(pressroom_socket(site.home)), site.url, Proxies([]))
    for _time in range(5):
        pressroom.page(path)
    before = load.cpu_seconds(site.pages)
    for _time in range(COLD):
        pressroom.page(path)
    return round((load.cpu_seconds(site.pages) - before) * 1000 / COLD, 1)


def _out_and_back_ms(url: str) -> tuple[float, float]:
    """The longest of each: from the moment publication is said to be done until every page that has to show the story does;
    from the click on withdrawal until its address says so (410) and none of those pages shows it.

    The story, the front page, its section, a topic, feeds of all three, and the sitemap for news.
    """
    from redaksi.stories import actions
    from redaksi.stories.models import Story, WithdrawalGround

    like = Story.objects.published().newest_first().first()
    if like is None:
        raise Trouble(_("There is no story to publish another like it."))
    places, visible, gone = _places_of(like), 0.0, 0.0
    for number in range(PUBLICATIONS):
        for place in places:
            _get(url, place)
        headline = f"Terbit pada putaran {number} {time.monotonic_ns()}"
        story = actions.publish(draft_like(like, headline), by=bench_editor())
        address, began = str(story.address), time.perf_counter()
        _wait_until(url, [address, *places], headline, is_there=True)
        visible = max(visible, time.perf_counter() - began)
        began = time.perf_counter()
        actions.withdraw(story, bench_editor(), WithdrawalGround.EDITORIAL_ERROR, "Diukur")
        while _get(url, address).status != http.HTTPStatus.GONE:
            time.sleep(LOOK_AGAIN_SECONDS)
        _wait_until(url, places, headline, is_there=False)
        gone = max(gone, time.perf_counter() - began)
    return round(visible * 1000, 1), round(gone * 1000, 1)


def _wait_until(url: str, places: Iterable[str], headline: str, is_there: bool) -> None:
    for place in places:
        while (headline in _get(url, place).text.decode()) is not is_there:
            time.sleep(LOOK_AGAIN_SECONDS)


def bench_editor() -> Any:
    """Somebody who has read what the benchmark publishes, as every text is read."""
    from redaksi.staff.models import User

    name = "bench"
    return User.objects.get_or_create(username=name, defaults={"email": "bench@localhost.invalid", "is_superuser": True})[0]


def _places_of(like: Any) -> list[str]:
    """Every kind of page that has to show another story like it."""
    from django.urls import reverse

    topics = [
        place for topic in like.topics[:1] for place in (topic.get_absolute_url(), reverse("topic_feed_rss", args=[topic.slug]))
    ]
    machines = [reverse("feed_rss"), reverse("feed_json"), reverse("section_feed_atom", args=[like.section.slug])]
    return ["/", f"/{like.section.slug}/", *topics, *machines, reverse("sitemap_news")]


def draft_like(like: Any, headline: str) -> Any:
    from redaksi.stories.models import Byline, Story, StoryTopic

    draft = Story(title=headline, live=False, body=[("text", "<p>Isi berita.</p>")])
    draft.bylines = [Byline(contributor=person) for person in like.contributors()]
    draft.story_topics = [StoryTopic(topic=topic) for topic in like.topics]
    like.section.add_child(instance=draft)
    draft.save_revision()
    return draft


def prepared(folder: Path, port: int, how_many: int) -> Home:
    os.environ["REDAKSI_HOME"] = str(folder)
    os.environ["SITE_URL"] = f"http://127.0.0.1:{port}"
    os.environ.pop("DATABASE_URL", None)
    home = installation.prepare(with_static=True)
    from redaksi.cli.benchmarks.archive import stories, write_jsonl
    from redaksi.cli.demo import load as demo
    from redaksi.wire import intake

    demo.load_once(home)
    archive = folder / "archive.jsonl"
    write_jsonl(archive, stories(how_many))
    intake.bring([archive], as_="published")
    _settle()
    return home


def _settle() -> None:
    """Found and near to each other, as a site that has run for a while: its worker is not busy with what has just come."""
    from redaksi.archive.engines import engine
    from redaksi.archive.following import Follower

    Follower().settle()
    engine().let_go()


@contextmanager
def served(url: str, port: int) -> Iterator[int]:
    command = [*on_core(SERVERS_CORE), sys.executable, "-m", "redaksi.cli", "serve", "--port", str(port), "--yes-demo-accounts"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own words
    try:
        _wait_for(url, process)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            if _get(url, "/sehat/").status == http.HTTPStatus.OK:
                return
        time.sleep(0.2)
    raise Trouble(_("The site did not come up within %d seconds.") % START_SECONDS)


@dataclass(frozen=True)
class _Got:
    status: int
    headers: dict[str, str]
    text: bytes


def _get(url: str, path: str, **headers: str) -> _Got:
    connection = http.client.HTTPConnection(url.split("/")[2], timeout=30)
    try:
        connection.request("GET", path or "/index.html", headers=headers)
        answer = connection.getresponse()
        return _Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def _conditional(url: str, path: str) -> dict[str, str]:
    known = _get(url, path, **PACKED).headers["etag"]
    return {**PACKED, "If-None-Match": known}


def newest_story() -> str:
    from redaksi.stories.models import Story

    return str(Story.objects.published().exclude(lead_photo=None).newest_first().values_list("address", flat=True)[0])


def _median(runs: list[Run], what: str) -> float:
    return statistics.median(getattr(run, what) for run in runs)


def _ratio(ours: list[Run], nginxs: list[Run]) -> float:
    return round(_median(ours, "per_second") / _median(nginxs, "per_second"), 2)


def _ratio_by_cpu(ours: list[Run], nginxs: list[Run]) -> float:
    return round(_median(nginxs, "cpu_us") / _median(ours, "cpu_us"), 2)


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])
