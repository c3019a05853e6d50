"""One service's process: started, listened to, and started again with growing patience when it falls over."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress

from redaksi.cli.serving import lifeline
from redaksi.cli.serving.journal import Journal
from redaksi.cli.serving.processes import Service

STEADY_AFTER_SECONDS = 20
PAUSES = (0.5, 1, 2, 5, 10)  # seconds before each further attempt


class Child:
    def __init__(self, service: Service, journal: Journal) -> None:
        self.service = service
        self.journal = journal
        self.falls = 0
        self.process: subprocess.Popen[str] | None = None
        self._started_at = 0.0
        self._next_start_at = 0.0
        self._comes_back = False
        self._leaving: list[subprocess.Popen[str]] = []

    @property
    def is_hopeless(self) -> bool:
        return self.falls > len(PAUSES)

    def start(self) -> None:
        self._started_at = time.monotonic()
        surroundings = {**os.environ, lifeline.SUPERVISOR: str(os.getpid()), "LOG_JSON": "1", "PYTHONUNBUFFERED": "1"}
        surroundings |= self.service.surroundings
        surroundings.setdefault("LOG_LEVEL", "INFO")
        self.process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            self.service.command,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=self.service.sockets,
            # Ctrl-C reaches the supervisor only, which stops the others in order. Not a session of its own: where the system
            # shares processors out by sessions (Linux' autogroup), stepping back within one says nothing to the others.
            process_group=0,
        )
        _step_back(self.process.pid, self.service.nice)
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def look_after(self) -> None:
        """Start it again if it fell over, with growing patience."""
        self._leaving = [process for process in self._leaving if process.poll() is None]
        if self.process is not None and self.process.poll() is not None:
            if self._comes_back:
                self.process, self._comes_back = None, False
            else:
                self._count_fall(self.process.returncode)
        if self.process is None and time.monotonic() >= self._next_start_at:
            self.start()

    def restart(self) -> None:
        """Have it end what it has in hand; it is started again as soon as it has, or before, where it is lasting."""
        if self.service.is_lasting and self.process is not None:
            self._leaving.append(self.process)
            self.start()
            self._leaving[-1].terminate()
        else:
            self._comes_back = True
            self.ask_to_stop()

    def ask_to_stop(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.terminate()

    def make_stop(self, by: float) -> None:
        """Wait until `by` (monotonic) for it to end; then end it and all it started."""
        for process in [*self._leaving, *([self.process] if self.process else [])]:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, by - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _count_fall(self, code: int) -> None:
        was_steady = time.monotonic() - self._started_at > STEADY_AFTER_SECONDS
        self.falls = 1 if was_steady else self.falls + 1
        self.process = None
        pause = PAUSES[min(self.falls, len(PAUSES)) - 1]
        self._next_start_at = time.monotonic() + pause
        self.journal.take(self.service.name, f"ended with code {code}; starts again in {pause} s")

    def _listen(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            self.journal.take(self.service.name, line.rstrip("\n"))


def _step_back(pid: int, nice: int) -> None:
    if nice:
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, nice)
