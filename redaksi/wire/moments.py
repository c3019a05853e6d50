"""Times as standards write them."""

from datetime import MAXYEAR, MINYEAR, datetime, tzinfo


def moment_of(text: str, zone: tzinfo) -> datetime:
    """Of a date alone its first minute; `zone` where none is given. Raises `ValueError`."""
    moment = datetime.fromisoformat(text.strip())
    if not MINYEAR < moment.year < MAXYEAR:
        raise ValueError(text)  # with its offset it might not be a year at all
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
