"""Readers in numbers: wrk on a processor of its own, and what it cost the processes that answered."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

SERVERS_CORE, READERS_CORE = 0, 1
TICKS = os.sysconf("SC_CLK_TCK")
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Run:
    """`cpu_us`: processor time of the answering processes for each request, whoever else was at work."""

    per_second: float
    p99_ms: float
    errors: int
    cpu_us: float


def need_tools() -> None:
    """Raises `Trouble` where the tools are not installed."""
    if missing := [name for name in ("wrk", "nginx", "taskset") if shutil.which(name) is None]:
        raise Trouble(_("%s is not installed: `make bench-setup` does it where Debian's packages are.") % ", ".join(missing))


def on_core(core: int) -> list[str]:
    """Words before a command that keep it to one processor; none where there is only one."""
    return ["taskset", "-c", str(core)] if (os.cpu_count() or 1) > 1 else []


class Readers:
    """wrk at work; `finish` waits for it."""

    def __init__(self, url: str, seconds: int, connections: int, headers: Mapping[str, str] | None = None) -> None:
        told = [word for name, value in (headers or {}).items() for word in ("-H", f"{name}: {value}")]
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "20s", *told, url]
        self._process = subprocess.Popen(  # noqa: S603 - our own words
            [*on_core(READERS_CORE), *command], stdout=subprocess.PIPE, text=True
        )

    def finish(self) -> tuple[float, float, int, int]:
        """Requests a second, p99 (ms), errors, requests in all."""
        said, _nothing = self._process.communicate()
        return (
            float(found(r"Requests/sec:\s+([\d.]+)", said)),
            _milliseconds(found(r"99%\s+([\d.]+\w+)", said)),
            int(found(r"Non-2xx or 3xx responses: (\d+)", said)) + _socket_errors(said),
            int(found(r"(\d+) requests in", said)),
        )


def run(url: str, seconds: int, connections: int, answering: int, headers: Mapping[str, str] | None = None) -> Run:
    """`answering`: the process, with all its children, whose time is counted."""
    before = cpu_seconds(answering)
    per_second, p99, errors, requests = Readers(url, seconds, connections, headers).finish()
    spent = cpu_seconds(answering) - before
    return Run(per_second, p99, errors, spent * 1e6 / max(requests, 1))


def cpu_seconds(root: int) -> float:
    """User and system time of a process and all below it."""
    return sum(_ticks(pid) for pid in tree(root)) / TICKS


def tree(root: int) -> set[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int(_after_name(folder).split()[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def service_of(root: int, name: str) -> int:
    """The process of this service below the supervisor. Raises `Trouble` where it does not run."""
    wanted = f"redaksi.cli.serving.{name}".encode()
    for pid in sorted(tree(root)):
        with suppress(OSError):
            if wanted in (Path("/proc") / str(pid) / "cmdline").read_bytes().split(b"\0"):
                return pid
    raise Trouble(_("The service %s does not run.") % name)


def _ticks(pid: int) -> int:
    with suppress(OSError):
        fields = _after_name(Path("/proc") / str(pid)).split()
        return int(fields[11]) + int(fields[12])
    return 0


def _after_name(folder: Path) -> str:
    return (folder / "stat").read_text().rpartition(")")[2]


def found(pattern: str, said: str) -> str:
    match = re.search(pattern, said)
    return match[1] if match else "0"


def _milliseconds(written: str) -> float:
    match = re.fullmatch(r"([\d.]+)([a-z]+)", written)
    return float(match[1]) * UNITS[match[2]] if match else 0.0


def _socket_errors(said: str) -> int:
    match = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    return sum(int(count) for count in match.groups()) if match else 0
