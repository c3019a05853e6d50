"""What the services say: every line into one rotating file, what needs somebody's eye also onto the terminal."""

import json
import logging
import sys
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import click

BYTES_A_FILE = 10 * 1024 * 1024
FILES_KEPT = 5
COLORS = {"warning": "yellow", "error": "red", "critical": "red"}


class Journal:
    """Written by the supervisor alone, so that two processes never rotate one file."""

    def __init__(self, file: Path) -> None:
        self._file = RotatingFileHandler(file, maxBytes=BYTES_A_FILE, backupCount=FILES_KEPT, encoding="utf-8")
        self._file.handleError = self._say_once  # type: ignore[method-assign]
        self._was_said = False

    def take(self, service: str, line: str) -> None:
        """One line of a service's output; whatever is no event of ours is kept as a warning."""
        event = _event(line) or {"event": line, "level": "warning"}
        self._keep({"service": service, **event})
        if event.get("level") in COLORS:
            self._show(service, event)

    def note(self, text: str) -> None:
        """The supervisor's own words."""
        self._keep({"service": "serve", "event": text, "level": "info", "timestamp": datetime.now().astimezone().isoformat()})
        click.echo(text, err=True)

    def close(self) -> None:
        self._file.close()

    def _keep(self, event: dict[str, Any]) -> None:
        line = json.dumps(event, ensure_ascii=False)
        self._file.emit(logging.LogRecord("redaksi", logging.INFO, "", 0, line, None, None))

    def _say_once(self, record: logging.LogRecord) -> None:
        """A disk without room: readers are served all the same."""
        if not self._was_said:
            click.secho(f"{self._file.baseFilename}: {sys.exception()}", fg="red", err=True)
        self._was_said = True

    def _show(self, service: str, event: dict[str, Any]) -> None:
        head = f"{datetime.now():%H:%M:%S} {service}: {event.get('event', '')}"
        click.secho(head, fg=COLORS[event["level"]], err=True)
        if event.get("exception"):
            click.echo(event["exception"], err=True)


def _event(line: str) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) else None
