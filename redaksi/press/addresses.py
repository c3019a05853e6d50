"""Whole addresses, as machines outside need them."""

from urllib.parse import urlsplit

from django.conf import settings


def absolute(address: str) -> str:
    return address if "://" in address else settings.SITE_URL + address


def host() -> str:
    """The name readers know the site by, without its port."""
    return urlsplit(settings.SITE_URL).hostname or ""
