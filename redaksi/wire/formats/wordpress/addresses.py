"""Where readers, feeds and search engines know a story from, so that they find it here.

Addresses that differ in their query alone (`?amp=1`, `?page=2`, `?page=all`) are found by their path.
"""

from collections.abc import Iterator

from .elements import Entry
from .site import Site

MOST_PAGES = 50  # of a story split into pages


def old_addresses(entry: Entry, site: Site, pages: int) -> list[str]:
    """Paths with their query, the story's own address first."""
    return list(dict.fromkeys(_addresses(entry, site, pages)))


def _addresses(entry: Entry, site: Site, pages: int) -> Iterator[str]:
    path = site.path_of(entry.text("link"))
    if path.startswith("/") and "?" not in path and path != "/":
        yield path
        yield from _below(path, pages)
        yield from _former(path, entry)
    if number := entry.text("wp:post_id"):
        yield f"{site.path_of(site.url).rstrip('/')}/?p={number}"
    guid = site.path_of(entry.text("guid"))
    if "?p=" in guid:
        yield guid


def _below(path: str, pages: int) -> Iterator[str]:
    folder = path if path.endswith("/") else f"{path}/"
    yield f"{folder}amp/"
    yield f"{folder}feed/"
    yield from (f"{folder}{page}/" for page in range(2, min(pages, MOST_PAGES) + 1))


def _former(path: str, entry: Entry) -> Iterator[str]:
    """WordPress goes on answering at addresses with names that a story had before."""
    slug = entry.text("wp:post_name")
    head, found, tail = path.rpartition(slug) if slug else ("", "", "")
    if found and tail in ("", "/"):
        yield from (f"{head}{old.strip()}{tail}" for old in entry.meta.get("_wp_old_slug", []) if old.strip())
