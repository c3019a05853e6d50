"""When an entry was published and changed. WordPress writes a time without its zone, and often the same in UTC."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from .elements import Entry

FORM = "%Y-%m-%d %H:%M:%S"
WIDEST = timedelta(hours=14)  # of all zones


def moment_of(entry: Entry, name: str, zone: tzinfo) -> datetime | None:
    """`name` is "post_date" or "post_modified". None for none, and for "0000-00-00 00:00:00"."""
    exact, local = _parsed(entry.text(f"wp:{name}_gmt")), _parsed(entry.text(f"wp:{name}"))
    try:
        if exact:
            return exact.replace(tzinfo=UTC)
        return local.replace(tzinfo=zone).astimezone(UTC) if local else None
    except (OverflowError, ValueError):
        return None


def published_at(entry: Entry, zone: tzinfo) -> datetime | None:
    return moment_of(entry, "post_date", zone) or _feed_date(entry.text("pubDate"), zone)


def offset_of(entry: Entry) -> tzinfo | None:
    """The zone of the site, by how far the two times of an entry are apart."""
    exact, local = _parsed(entry.text("wp:post_date_gmt")), _parsed(entry.text("wp:post_date"))
    if not exact or not local or abs(local - exact) > WIDEST:
        return None
    return timezone(local - exact)


def _feed_date(text: str, zone: tzinfo) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _parsed(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text[:19])
    except ValueError:  # "0000-00-00 00:00:00" too
        return None
    return moment.replace(tzinfo=None)
