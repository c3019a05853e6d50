"""The process that does what nobody waits for: tasks, one after the other, and beside them the clock's work and rounds."""

import logging
import os
import threading
import time
from pathlib import Path

from redaksi.cli.django_start import start_django
from redaksi.cli.serving import heartbeat, lifeline, rounds
from redaksi.lib.home import Home

TICK_SECONDS = 10
TASK_INTERVAL_SECONDS = 1

log = logging.getLogger(__name__)


def work() -> None:
    lifeline.hold_to_supervisor()
    start_django()
    home = Home.of_this_installation()
    threading.Thread(target=_keep_ticking, args=(heartbeat.file_in(home),), name="clock", daemon=True).start()
    rounds.start()
    _do_tasks()


def _do_tasks() -> None:
    from redaksi.cli.serving.task_worker import TaskWorker

    worker = TaskWorker(
        queue_names=["*"],
        interval=TASK_INTERVAL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"redaksi-{os.getpid()}",
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()


def _keep_ticking(heart: Path) -> None:
    while True:
        tick(heart)
        time.sleep(TICK_SECONDS)


def tick(heart: Path) -> None:
    """What is due now is published; a failure is logged and the clock goes on."""
    from django.db import close_old_connections

    from redaksi.stories.actions import tick as publish_what_is_due

    close_old_connections()
    try:
        for number, why in publish_what_is_due():
            log.error("Story %s was due and stays unpublished: %s", number, why)
        heartbeat.beat(heart)
    except Exception:
        log.exception("The clock could not do its work this time")
    finally:
        close_old_connections()


if __name__ == "__main__":
    work()
