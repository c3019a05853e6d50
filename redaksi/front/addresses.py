"""Where pages of the paper's tree stand, told from what is known of them without asking the database."""

from urllib.parse import urlsplit

from django.conf import settings

from redaksi.stories.addresses import of_page

__all__ = ["absolute", "host", "is_ours", "of_page"]


def absolute(address: str) -> str:
    return address if "://" in address else settings.SITE_URL + address


def is_ours(address: str) -> bool:
    """Whether a link stays in this paper."""
    return urlsplit(address).netloc in ("", urlsplit(settings.SITE_URL).netloc)


def host(address: str) -> str:
    """The name of the site a link leads to, as readers know it."""
    return urlsplit(address).netloc.removeprefix("www.")
