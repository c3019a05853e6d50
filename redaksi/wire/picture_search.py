"""Where the pictures of an item may be that did not come with it: beside it, in a folder of uploads, on the old site."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from redaksi.stories.slugs import slug_of
from redaksi.wire.fetching import Bounds, Fetcher, Politeness
from redaksi.wire.item import Place, Unreadable
from redaksi.wire.packed import PackedPictures
from redaksi.wire.shelf import Shelf, web_address
from redaksi.wire.uploads import Uploads, is_packed_with_exports, names_of, without_size

SECONDS = 300.0  # for one picture


@dataclass(frozen=True)
class PictureSources:
    """What a person allows. Nothing is fetched unless told.

    `uploads`: a copy of the old site's folder of pictures. `site`: where addresses without a host start. `pause`: seconds
    between two pictures from the same host.
    """

    uploads: Path | None = None
    is_fetching: bool = False
    site: str = ""
    pause: float = 1.0


class PictureSearch:
    """One run. `counts`: how many were found where; `told` hears of each that is fetched."""

    def __init__(self, sources: PictureSources, told: Callable[[int], object] = lambda count: None) -> None:
        self.counts: Counter[str] = Counter()
        self._uploads = Uploads(sources.uploads) if sources.uploads else None
        self._site = sources.site
        self._shelf = _shelf(sources.pause) if sources.is_fetching else None
        self.is_fetching = self._shelf is not None
        self._told = told
        self._archive: PackedPictures | None = None
        self._unpacked: Path | None = None

    def path_of(self, file: str, place: Place | None) -> Path:
        """Raises `Unreadable` with the reason why it cannot be had."""
        if path := self._on_this_disk(file, place):
            return path
        address = web_address(file, self._site)
        if not address:
            raise Unreadable(_("there is no such picture"))
        if self._shelf is None:
            raise Unreadable(_("it lies on another site, and nothing is fetched unless told"))
        return self._fetched(self._shelf, address)

    def discard(self, file: str, why: str) -> None:
        """It came from elsewhere and is no picture: so that the next run asks for it again."""
        if self._shelf and (address := web_address(file, self._site)):
            for each in _sizes(address):
                self._shelf.discard(each, why)

    def put_away(self) -> None:
        """When the chunk is written: what was brought out of archives for it."""
        if self._unpacked:
            shutil.rmtree(self._unpacked, ignore_errors=True)
            self._unpacked = None

    def close(self) -> None:
        self.put_away()
        if self._archive:
            self._archive.close()

    def _on_this_disk(self, file: str, place: Place | None) -> Path | None:
        names = names_of(file)
        if self._uploads:
            for name in names:
                if path := self._uploads.find(name):
                    self.counts["in_folder"] += 1
                    return path
        path = self._beside(names, place) if place and is_packed_with_exports(file) else None
        self.counts["beside"] += path is not None
        return path

    def _beside(self, names: list[str], place: Place) -> Path | None:
        if not place.member:
            folder = _folder_of(place.path)
            return next((path for name in names if (path := folder.find(name))), None)
        archive = self._opened(place.path)
        members = (f"{folder}{name}" for name in names for folder in _folders_above(place.member))
        member = next((each for each in members if each in archive), None)
        return self._brought_out(archive, member) if member else None

    def _opened(self, path: Path) -> PackedPictures:
        if self._archive is None or self._archive.path != path:
            if self._archive:
                self._archive.close()
            self._archive = PackedPictures(path)
        return self._archive

    def _brought_out(self, archive: PackedPictures, member: str) -> Path:
        """Under a name of ours."""
        self._unpacked = self._unpacked or Path(tempfile.mkdtemp(prefix="redaksi-pictures-"))
        name = PurePosixPath(member)
        folder = Path(tempfile.mkdtemp(dir=self._unpacked))
        path = folder / f"{slug_of(name.stem, 60)}{slug_suffix(name.suffix)}"
        archive.unpack(member, path, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        return path

    def _fetched(self, shelf: Shelf, address: str) -> Path:
        """In full size where that is there, else in the one that the story showed."""
        sizes = _sizes(address)
        if kept := next((each for each in sizes if shelf.has(each)), ""):
            self.counts["kept"] += 1
            return shelf.fetched(kept)
        for each in sizes:
            try:
                path = shelf.fetched(each)
            except Unreadable:
                if each == sizes[-1]:
                    raise
            else:
                self.counts["fetched"] += 1
                self._told(1)
                return path
        raise Unreadable(_("there is no such picture"))


@lru_cache(maxsize=1000)
def _folder_of(export: Path) -> Uploads:
    return Uploads(export.parent)


def _shelf(pause: float) -> Shelf:
    bounds = Bounds(
        size=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE, whole=SECONDS, allowed_hosts=frozenset(settings.FETCH_ALLOWED_HOSTS)
    )
    fetcher = Fetcher(bounds, Politeness(pause), agent=f"Redaksi (+{settings.SITE_URL})")
    return Shelf(settings.HOME.cache / "pictures", fetcher)


def _sizes(address: str) -> list[str]:
    return list(dict.fromkeys([without_size(address), address]))


def _folders_above(member: str) -> Iterator[str]:
    for folder in PurePosixPath(member).parents:
        yield "" if folder == PurePosixPath(".") else f"{folder}/"


def slug_suffix(suffix: str) -> str:
    return suffix.lower() if suffix[1:].isalnum() and len(suffix) <= 5 else ""
