"""What the environment may say, read strictly: a value that means nothing is an error, not a default."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class BadSetting(ValueError):
    """An environment variable holds what it cannot mean."""


def flag(text: str) -> bool:
    if text.strip().lower() not in YES | NO:
        raise BadSetting(f"{text!r} is neither yes nor no; say 1 or 0")
    return text.strip().lower() in YES


def site_url(text: str) -> str:
    """The address readers use, without a path: `https://harian.id`."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise BadSetting(f"SITE_URL has to look like https://harian.id, not {text!r}")
    return f"{parts.scheme}://{parts.netloc}"


def zone(text: str) -> str:
    """A time zone's name: `Asia/Jakarta` (WIB), `Asia/Makassar` (WITA), `Asia/Jayapura` (WIT)."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadSetting(f"TIME_ZONE {text!r} is not a zone; WIB is Asia/Jakarta") from None
    return text


def log_level(text: str) -> str:
    levels = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
    if text.upper() not in levels:
        raise BadSetting(f"LOG_LEVEL {text!r} is not one of {', '.join(levels)}")
    return text.upper()
