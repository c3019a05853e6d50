"""What the worker does again and again beside the clock: each in a thread of its own, so that none waits for another."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import import_string

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """`work` is the dotted path of a function without arguments; `pause` the seconds between its end and its next beginning."""

    name: str
    work: str
    pause: float


ROUNDS = [
    Round("the index", "redaksi.archive.following.follow", 0.2),
    Round("purges", "redaksi.press.purging.purge_what_waits", 2),
    Round("pings", "redaksi.press.pings.sending.send_due", 5),
    Round("news that grew old", "redaksi.press.sitemaps.ageing.let_go_of_old_news", MINUTE),
    Round("the store's leftovers", "redaksi.press.purging.sweep", 6 * HOUR),
    Round("the room that photographs take", "redaksi.stories.rendition_budget.keep", 6 * HOUR),
    Round("cases whose time runs out", "redaksi.stories.cases.clock.watch", 5 * MINUTE),
    Round("breaches whose time runs out", "redaksi.desk.breach_mail.warn", 5 * MINUTE),
    Round("photos that never arrived", "redaksi.desk.parcels.let_go", HOUR),
    Round("data that nobody needs any more", "redaksi.stories.cases.clock.let_go", 6 * HOUR),
    Round("readings", "redaksi.audience.folding.fold", 2),
    Round("most read", "redaksi.audience.most_read.renew", MINUTE),
    Round("most read this week", "redaksi.audience.most_read.renew_week", 10 * MINUTE),
    Round("what is read together", "redaksi.audience.also_read.renew", 30),
    Round("what is read next", "redaksi.front.learning.learn", 5 * MINUTE),
    Round("letters that are due", "redaksi.front.letters.composing.compose_due", MINUTE),
    Round("letters on their way", "redaksi.audience.letters.sending.send_due", 10),
    Round("breaking news to browsers", "redaksi.audience.breaking.sending.send_due", 3),
    Round("letters nobody confirmed", "redaksi.audience.letters.signing_up.let_go", DAY),
    Round("headlines on trial", "redaksi.audience.trials.judge_all", MINUTE),
    Round("figures by mail", "redaksi.desk.figures_mail.send_daily", 10 * MINUTE),
    Round("readings that are over", "redaksi.audience.folding.let_go", HOUR),
    Round("feeds", "redaksi.wire.feeds.poll_due", 20),
    Round("origins", "redaksi.wire.origins.watch_due", 5 * MINUTE),
    Round("changes nobody was told of", "redaksi.wire.changes.catch_up", HOUR),
    Round("links of drafts", "redaksi.desk.dead_links.look_up", 2 * MINUTE),
    Round("old incoming news", "redaksi.wire.incoming.clear_old", DAY),
]


def start() -> None:
    """Django has to be started."""
    for each in ROUNDS:
        threading.Thread(target=_keep_going, args=(each, import_string(each.work)), name=each.name, daemon=True).start()


def _keep_going(each: Round, work: Callable[[], object]) -> None:
    while True:
        go(each.name, work)
        time.sleep(each.pause)


def go(name: str, work: Callable[[], object]) -> None:
    """Once; a failure is logged, and the next round begins as ever."""
    from django.db import close_old_connections

    close_old_connections()
    try:
        work()
    except Exception:
        log.exception("The round “%s” could not be finished this time", name)
    finally:
        close_old_connections()
