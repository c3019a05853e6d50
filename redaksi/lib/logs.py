"""What a process says to its log: a line for people, or JSON for whoever collects it. Never who reads, nor what they typed."""

import re
from typing import Any

import structlog

Processor = Any
_TOKEN = re.compile(
    r"(/(?:mitra|buletin/konfirmasi|buletin/berhenti|buletin/atur|layanan/perkara|password_reset/confirm/[\w-]{1,40})/)[\w-]{20,}"
)
_QUERY = re.compile(r"((?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE) '?/[^\s?\"]*\?)[^\s\"]+")
_MAIL = re.compile(r"[\w.+-]{1,64}(?:@|%(?:25)*40)[\w-]{1,63}(?:\.[\w-]{1,63})+")
_OF_READERS = ("user_agent", "ip")

# Where the package "rich" happens to be installed, structlog would print every local variable with a traceback: secrets
# among them, and a third of a second for each.
_FOR_PEOPLE = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.PositionalArgumentsFormatter(),
]


def configure_structlog() -> None:
    """Lead structlog's events into Python's logging, where everybody else's are."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def to_stderr(level: str, as_json: bool) -> dict[str, Any]:
    """A configuration for Python's logging: everything from `level` on, one event a line."""
    renderer = structlog.processors.JSONRenderer() if as_json else _FOR_PEOPLE
    steps: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, without_readers]
    if as_json:
        steps.append(structlog.processors.format_exc_info)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "event": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "processors": [*steps, renderer, without_secrets],
                "foreign_pre_chain": [*SHARED, structlog.stdlib.ExtraAdder()],
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "event"}},
        "loggers": {"django.tasks": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
        "root": {"handlers": ["stderr"], "level": level},
    }


def without_readers(logger: Any, name: str, event: dict[str, Any]) -> dict[str, Any]:
    for key in _OF_READERS:
        event.pop(key, None)
    return event


def without_secrets(logger: Any, name: str, line: str) -> str:
    """The last step, over all that a line says: some addresses are keys, a query is what somebody typed, mail is mail."""
    return _MAIL.sub("***", _QUERY.sub(r"\1***", _TOKEN.sub(r"\1***", line)))
