"""Addresses in markup: made absolute, and only such as a reader can go to without harm."""

from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit

from redaksi.stories import clean

_HARMLESS_IN_URLS = "%/:=&?~#+!$,;'@()*[]|"


@lru_cache(maxsize=4096)
def link_to(href: str, base_url: str) -> str:
    """The address; empty for one that leads nowhere, into this page, or into a script."""
    href = "".join(href.split()) if href.lower().lstrip().startswith(("http", "//", "/")) else href.strip()
    if not href or href.startswith("#"):
        return ""
    try:
        is_whole = href.startswith(("https://", "http://"))
        address = urljoin(base_url, href) if base_url and not is_whole else href
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return quote(address, safe=_HARMLESS_IN_URLS) if not scheme or scheme in clean.SCHEMES else ""


def web_address(href: str, base_url: str) -> str:
    """The address of something on the web, also where only its scheme is missing; empty for all others."""
    address = link_to(href, base_url)
    address = f"https:{address}" if address.startswith("//") else address
    return address if address.lower().startswith(("http://", "https://")) else ""


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
