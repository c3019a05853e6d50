"""A child that ends when its parent does, however the parent ended (`kill -9` included), on any system."""

import os
import signal
import threading
import time

EVERY_SECONDS = 0.5
PATIENCE_SECONDS = 5
SUPERVISOR = "REDAKSI_SUPERVISOR"


def hold(parent: int | None = None) -> None:
    """Watch the parent from now on. Name it where it may have gone before this line."""
    threading.Thread(target=_watch, args=(parent or os.getppid(),), name="lifeline", daemon=True).start()


def hold_to_supervisor() -> None:
    hold(int(os.environ.get(SUPERVISOR, os.getppid())))


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE_SECONDS)
    os._exit(1)
