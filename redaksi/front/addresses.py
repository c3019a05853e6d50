"""Where pages of the paper's tree stand, told from what is known of them without asking the database."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page


def of_page(page: Page) -> str:
    """The address of a section or policy: its path in the tree below the front page."""
    _empty, _front_page, *rest = page.url_path.split("/")
    return "/" + "/".join(rest)


def absolute(address: str) -> str:
    return address if "://" in address else settings.SITE_URL + address


def is_ours(address: str) -> bool:
    """Whether a link stays in this paper."""
    return urlsplit(address).netloc in ("", urlsplit(settings.SITE_URL).netloc)


def host(address: str) -> str:
    """The name of the site a link leads to, as readers know it."""
    return urlsplit(address).netloc.removeprefix("www.")
