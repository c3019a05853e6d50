"""Whom to tell of a hole (RFC 9116)."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from redaksi.press.addresses import absolute

MONTHS = 6  # that it holds; the standard advises less than a year


def written(contact: str, today: date) -> str:
    """`contact` is an e-mail address or a page."""
    lines = [
        f"Contact: {contact if '://' in contact else f'mailto:{contact}'}",
        f"Expires: {expires(today).isoformat()}Z",
        f"Preferred-Languages: {', '.join(dict.fromkeys([settings.LANGUAGE_CODE, 'en']))}",
        f"Canonical: {absolute(reverse('security'))}",
    ]
    return "\n".join(lines) + "\n"


def expires(today: date) -> datetime:
    """The first of a month, so that the file changes once a month."""
    months = today.month - 1 + MONTHS
    return datetime(today.year + months // 12, months % 12 + 1, 1)
