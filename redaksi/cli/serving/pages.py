"""The process that answers readers and journalists: Django under granian."""

import os
import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from redaksi.cli.serving import lifeline

THREADS = 4  # more only queue for Python's lock; fewer let one slow upload hold the others up
WORKERS_AT_MOST = 4


def serve(host: str, port: int) -> None:
    lifeline.hold_to_supervisor()
    Server(
        "redaksi.cli.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=worker_count(),
        blocking_threads=THREADS,
        workers_kill_timeout=4,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_dictconfig=_logging(),
        process_name=None,
    ).serve()


def worker_count() -> int:
    """One for SQLite, which has one writer; as many as there are processors, to a limit, where a server keeps the data."""
    if os.environ.get("DATABASE_URL", "sqlite:").startswith("sqlite:"):
        return 1
    return min(os.cpu_count() or 1, WORKERS_AT_MOST)


def _logging() -> dict[str, object]:
    from redaksi.lib import logs

    return logs.to_stderr(level="INFO", as_json=True)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
