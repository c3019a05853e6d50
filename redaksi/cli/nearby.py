"""What `redaksi related` prints: what lies near each story, by the addresses the stories came with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any

from redaksi.cli import installation
from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

if TYPE_CHECKING:
    from redaksi.stories.models import Story

AT_ONCE = 50
PICKED = 10.0
"""The score of what an editor chose: above everything that a machine finds."""
SCHEMES = ("http://", "https://")


@dataclass(frozen=True)
class Other:
    url: str
    score: float
    why: str


@dataclass(frozen=True)
class Nearby:
    url: str
    related: list[Other]


def of_addresses(addresses: Sequence[str], limit: int) -> Iterator[Nearby]:
    """Of the stories behind these addresses, ours or those that they were imported from, in that order. Raises `Trouble`."""
    _prepare()
    keys = [_key_of(address) for address in addresses]
    found = {nearby_of: nearby for chunk in batched(keys, AT_ONCE) for nearby_of, nearby in _nearby(chunk, limit)}
    yield from (found[key] for key in keys)


def of_all(limit: int) -> Iterator[Nearby]:
    """Of every published story, in the order in which they came. Raises `Trouble`."""
    _prepare()
    from redaksi.archive.reading import ranges
    from redaksi.stories.models import Story

    for first, last in ranges(AT_ONCE):
        keys = Story.objects.published().filter(pk__gte=first, pk__lte=last).values_list("pk", flat=True)
        yield from (nearby for _key, nearby in _nearby(list(keys), limit))


def _prepare() -> None:
    """The index, with all that waits for it."""
    installation.prepare()
    from redaksi.archive import following
    from redaksi.archive.engines import Busy, Unavailable

    try:
        following.be_current()
    except Busy as busy:
        raise Trouble(_("The worker has not read all stories yet; try again in a while.")) from busy
    except Unavailable as unavailable:
        raise Trouble(_("The index cannot be read: %s.") % unavailable) from unavailable


def _nearby(keys: Sequence[int], limit: int) -> Iterator[tuple[int, Nearby]]:
    from redaksi.archive import renewing
    from redaksi.archive.engines import engine
    from redaksi.archive.related import picked_in
    from redaksi.stories.models import Story

    lists: dict[int, list[list[Any]]] = dict(renewing.lists_of(engine(), keys, limit))
    stories = Story.objects.in_bulk(keys)
    picked = {key: picked_in(story) for key, story in stories.items()}
    offered = {other for others in lists.values() for other, *_rest in others} | {
        key for each in picked.values() for key in each
    }
    public = Story.objects.published().in_bulk(offered)
    urls = _urls({**public, **stories})
    for key in keys:
        chosen = [Other(urls[other], PICKED, _("Chosen by the editor")) for other in picked[key] if other in public]
        line = stories[key].storyline
        near = [
            Other(urls[other], score, why or (line.name if line else ""))
            for other, score, why in lists.get(key, ())
            if other in public and other not in picked[key]
        ]
        yield key, Nearby(urls[key], [*chosen, *near][:limit])


def _urls(stories: dict[int, Story]) -> dict[int, str]:
    """Where each was imported from; its own address where it was written here."""
    from django.conf import settings
    from wagtail.contrib.redirects.models import Redirect

    from redaksi.stories.models import SourceId

    known = SourceId.objects.filter(story__in=stories).order_by("-pk").values_list("story_id", "source", "identifier")
    sources = {key: (source, identifier) for key, source, identifier in known}
    old = (
        Redirect.objects.filter(redirect_page__in=stories, site=None)
        .order_by("-pk")
        .values_list("redirect_page_id", "old_path")
    )
    paths = dict(old)
    urls = {}
    for key, story in stories.items():
        source, identifier = sources.get(key, ("", ""))
        if identifier.startswith(SCHEMES):
            urls[key] = identifier
        elif key in paths and "." in source and " " not in source:
            urls[key] = f"https://{source}{paths[key]}"
        else:
            urls[key] = settings.SITE_URL + (story.get_absolute_url() or "")
    return urls


def _key_of(address: str) -> int:
    """Raises `Trouble`."""
    from urllib.parse import urlsplit

    from wagtail.contrib.redirects.models import Redirect

    from redaksi.stories.addresses import old_path
    from redaksi.stories.models import SourceId, Story

    spelled = _spellings(address)
    key = SourceId.objects.filter(identifier__in=spelled).values_list("story_id", flat=True).first()
    key = key or Story.objects.filter(address=urlsplit(address).path).values_list("pk", flat=True).first()
    if key is None:
        led = Redirect.objects.filter(old_path=old_path(address), redirect_page__isnull=False)
        key = Story.objects.filter(pk__in=led.values("redirect_page")).values_list("pk", flat=True).first()
    if key is None:
        raise Trouble(_("No story came from %s.") % address)
    return int(key)


def _spellings(address: str) -> set[str]:
    """As given; and without question and fragment, with and without the last slash, by either scheme."""
    bare = address.partition("#")[0].partition("?")[0].rstrip("/")
    host_and_path = bare.partition("://")[2]
    return {address, bare, f"{bare}/"} | {f"{scheme}{host_and_path}{end}" for scheme in SCHEMES for end in ("", "/")}
