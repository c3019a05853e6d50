"""What runs when an installation serves. A further process is a further entry here."""

import sys
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Service:
    name: str
    command: tuple[str, ...]
    stops_within: float = 6  # seconds from being asked to being made to
    nice: int = field(default=0)  # how far it steps back for the others


def all_services(host: str, port: int) -> list[Service]:
    return [
        Service("pages", _module("pages", host, str(port))),
        Service("worker", _module("worker"), nice=5),
    ]


def _module(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"redaksi.cli.serving.{name}", *arguments)
