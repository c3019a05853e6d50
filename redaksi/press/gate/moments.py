"""Dates as standards write them."""

from datetime import datetime
from email.utils import parsedate_to_datetime

from django.utils.dateparse import parse_date, parse_datetime


def w3c(written: str) -> datetime | None:
    """W3C's profile of ISO 8601 with hour and zone; a date alone is its midnight in UTC. None for anything else."""
    try:
        if parse_date(written):
            return parse_datetime(f"{written}T00:00:00Z")
        moment = parse_datetime(written)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None and "T" in written else None


def rfc3339(written: str) -> datetime | None:
    """With hour and zone, always."""
    return w3c(written) if "T" in written else None


def rfc822(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError):
        return None
