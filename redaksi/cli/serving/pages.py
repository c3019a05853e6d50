"""The pressroom: Django under granian, which makes pages and answers journalists, at a socket only the kiosk knows."""

import os
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from redaksi.cli.serving import lifeline

THREADS = 4  # more only queue for Python's lock; fewer let one slow upload hold the others up
WORKERS_AT_MOST = 4


def serve(socket: Path) -> None:
    lifeline.hold_to_supervisor()
    socket.unlink(missing_ok=True)  # the one before may have been ended without a word
    Server(
        "redaksi.cli.wsgi:application",
        uds=socket,
        uds_permissions=0o600,
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
    serve(Path(sys.argv[1]))
