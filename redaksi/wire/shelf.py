"""Pictures from elsewhere, fetched one after the other and kept, so that no server is asked for the same one twice."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urlsplit

from django.utils.translation import gettext as _

from redaksi.stories.slugs import slug_of
from redaksi.wire.fetching import Answered, Fetcher
from redaksi.wire.item import Unreadable
from redaksi.wire.opened import why_not
from redaksi.wire.places import Unreached, checked

SUFFIXES = frozenset((".avif", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".webp"))
BUSY = frozenset({429, 503})
TRIES = 3
WAIT, LONGEST_WAIT = 10.0, 120.0  # seconds, where a server says that it is busy
MOST_SILENCE = 5  # times that a host does not answer, one after the other
MOST_REFUSALS = 100_000


class Shelf:
    """Below `folder`, whoever fetched them: a run that broke off goes on where it was, within a picture, too.

    What could not be had is not asked for again in this run; the next one asks again.
    """

    def __init__(self, folder: Path, fetcher: Fetcher, sleep: Callable[[float], object] = time.sleep) -> None:
        self._folder = folder
        self._fetcher = fetcher
        self._sleep = sleep
        self._refused: dict[str, str] = {}
        self._silent: Counter[str] = Counter()

    def has(self, url: str) -> bool:
        return self._path_of(url).is_file()

    def fetched(self, url: str) -> Path:
        """The picture's file. Raises `Unreadable`."""
        path = self._path_of(url)
        if path.is_file():
            return path
        if url in self._refused:
            raise Unreadable(self._refused[url])
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._ask(url, path)
        except (Unreadable, OSError) as error:
            self._refuse(url, why_not(error) if isinstance(error, OSError) else str(error))
            raise Unreadable(self._refused[url]) from error
        return path

    def discard(self, url: str, why: str) -> None:
        """What was fetched and is no picture: pages that say "not found" and call it 200."""
        self._path_of(url).unlink(missing_ok=True)
        self._refuse(url, why)

    def _refuse(self, url: str, why: str) -> None:
        if len(self._refused) >= MOST_REFUSALS:
            self._refused.clear()
        self._refused[url] = why

    def _path_of(self, url: str) -> Path:
        """A folder for each, so that its file keeps its own name."""
        digest = hashlib.sha256(urldefrag(url).url.encode()).hexdigest()[:32]
        name = PurePosixPath(unquote(urlsplit(url).path))
        suffix = name.suffix.lower()
        return self._folder / digest[:2] / digest / f"{slug_of(name.stem, 60)}{suffix if suffix in SUFFIXES else '.jpg'}"

    def _ask(self, url: str, path: Path) -> None:
        host = urlsplit(url).hostname or ""
        if self._silent[host] >= MOST_SILENCE:
            raise Unreached(_("%(host)s does not answer; it is not asked again in this run") % {"host": host[:200]})
        try:
            self._ask_patiently(url, path)
            self._silent[host] = 0
        except Answered as answer:
            self._silent[host] = self._silent[host] + 1 if answer.status in BUSY else 0
            raise
        except Unreached:
            self._silent[host] += 1
            raise

    def _ask_patiently(self, url: str, path: Path) -> None:
        for left in reversed(range(TRIES)):
            try:
                self._fetcher.download(url, path)
                return
            except Answered as answer:
                if answer.status not in BUSY or not left:
                    raise
                self._sleep(min(answer.wait or WAIT, LONGEST_WAIT))


def web_address(file: str, site: str) -> str:
    """Where a picture can be fetched; empty for nowhere. `site` is where addresses without a host start."""
    address = file.strip().replace(" ", "%20")
    if address.startswith("//"):
        address = f"https:{address}"
    elif address.startswith("/"):
        address = f"{site.rstrip('/')}{address}"
    try:
        checked(address)
    except Unreadable:
        return ""
    return address
