"""What the environment may say, read strictly: a value that means nothing is an error, not a default."""

import re
from ipaddress import ip_network
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


def networks(name: str, texts: list[str]) -> list[str]:
    """Addresses or networks: `127.0.0.1`, `10.0.0.0/8`."""
    for text in texts:
        try:
            ip_network(text, strict=False)
        except ValueError:
            raise BadSetting(f"{name} names addresses or networks like 127.0.0.1,10.0.0.0/8, not {text!r}") from None
    return texts


def indexnow_key(text: str) -> str:
    """8 to 128 letters, digits and dashes, as https://www.indexnow.org/documentation asks; empty for none."""
    if text and not re.fullmatch(r"[A-Za-z0-9-]{8,128}", text):
        raise BadSetting("INDEXNOW_KEY is 8 to 128 letters, digits or dashes")
    return text


def log_level(text: str) -> str:
    levels = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
    if text.upper() not in levels:
        raise BadSetting(f"LOG_LEVEL {text!r} is not one of {', '.join(levels)}")
    return text.upper()


def one_of(name: str, text: str, *choices: str) -> str:
    if text not in choices:
        raise BadSetting(f"{name} {text!r} is not one of {', '.join(choices)}")
    return text
