"""An archive, opened: whole by its own manifest before anything of it is believed."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from redaksi.stories.copy import StoryCopy
from redaksi.stories.past import LedgerPast, PaperPast, PhotoPast, RedirectPast, StoryPast
from redaksi.wire import sidecar
from redaksi.wire.item import Unreadable
from redaksi.wire.packed import ALWAYS_ALLOWED, BROKEN, MOST_BYTES, MOST_TIMES

from . import members

MOST_MEMBERS = 5_000_000
LONGEST_JSON = 1 << 26
LONGEST_MANIFEST = 1 << 30
BLOCK = 1 << 20


class Archive:
    """Reads `stream` from anywhere in it. Raises `Unreadable` where the archive is not as its manifest says."""

    def __init__(self, stream: BinaryIO) -> None:
        try:
            self._size = stream.seek(0, 2)
            self._parts = zipfile.ZipFile(stream)
        except BROKEN as error:
            raise Unreadable(_("a damaged archive: %(error)s") % {"error": str(error)[:150]}) from error
        self._check_names()
        self.manifest = self._manifest()
        self._check_sums()

    def paper(self) -> PaperPast:
        return sidecar.loaded(PaperPast, self._json(members.EDITION), "edition")

    def stories(self) -> Iterator[tuple[str, StoryCopy, StoryPast]]:
        """With the name of its member, each story in the order in which they were written."""
        for name in self._parts.namelist():
            if members.STORY.fullmatch(name):
                record = self._json(name)
                past = sidecar.loaded(StoryPast, record.pop("past", None), "past")
                if past.uid not in name or past.state not in ("draft", "published", "withdrawn"):
                    raise Unreadable(_("%(member)s is not the story that its name says") % {"member": name})
                yield name, sidecar.load(record), past

    def photos(self) -> Iterator[tuple[PhotoPast, str]]:
        """Each with the member in which its original lies; empty where it was not there any more."""
        for name in self._parts.namelist():
            if members.PHOTO.fullmatch(name):
                record = self._json(name)
                photo, original = sidecar.loaded(PhotoPast, record.get("photo"), "photo"), str(record.get("original"))
                if photo.uid not in name or (original and not self._is_original(original)):
                    raise Unreadable(_("%(member)s is not the photo that its name says") % {"member": name})
                safe = photo.file if members.FILE.fullmatch(photo.file) else f"{photo.uid}.jpg"
                yield replace(photo, file=safe), original

    def redirects(self) -> Iterator[RedirectPast]:
        for record in self._lines(members.REDIRECTS):
            yield sidecar.loaded(RedirectPast, record, "redirect")

    def ledger(self) -> Iterator[LedgerPast]:
        """In the order of its chain; nothing where the archive has none."""
        for record in self._lines(members.LEDGER) if members.LEDGER in self._names else ():
            yield sidecar.loaded(LedgerPast, record, "ledger")

    def unpack(self, original: str, into: Path) -> None:
        """The picture's bytes; `into` is a file of the caller's."""
        with self._parts.open(original) as packed, into.open("wb") as file:
            shutil.copyfileobj(packed, file, BLOCK)

    def _lines(self, name: str) -> Iterator[dict[str, Any]]:
        with self._parts.open(name) as lines:
            for line in lines:
                if (text := line.strip().rstrip(b",")) not in (b"", b"[", b"]"):
                    yield _parsed(text, name)

    def _is_original(self, name: str) -> bool:
        return name in self._names and bool(members.ORIGINAL.fullmatch(name))

    def _check_names(self) -> None:
        parts = self._parts.infolist()
        names = [part.filename for part in parts]
        self._names = set(names)
        if len(self._names) < len(names):
            raise Unreadable(_("a member twice in one archive"))
        strange = next((part.filename for part in parts if not members.is_known(part.filename) or part.flag_bits & 1), None)
        if strange is not None:
            raise Unreadable(_("nothing of an archive of ours: %(member)s") % {"member": strange[:100]})
        limit = min(max(ALWAYS_ALLOWED, MOST_TIMES * self._size), MOST_BYTES)
        if len(parts) > MOST_MEMBERS or sum(part.file_size for part in parts) > limit:
            raise Unreadable(_("it swells beyond what an archive of this size can hold"))

    def _manifest(self) -> dict[str, Any]:
        if members.MANIFEST not in self._names:
            raise Unreadable(_("an archive without its manifest: it is damaged, or was never finished"))
        manifest = self._json(members.MANIFEST, LONGEST_MANIFEST)
        version = manifest.get("version")
        if manifest.get("format") != members.FORMAT or not isinstance(version, int):
            raise Unreadable(_("the manifest is not one of ours"))
        if version > members.VERSION:
            told = {"found": version, "known": members.VERSION}
            raise Unreadable(_("an archive of version %(found)s; this Redaksi reads up to %(known)s: update it") % told)
        return manifest

    def _check_sums(self) -> None:
        given = self.manifest.get("members")
        if not isinstance(given, dict) or not {members.EDITION, members.REDIRECTS, members.MIMETYPE} <= given.keys():
            raise Unreadable(_("the manifest is not one of ours"))
        if missing := sorted(given.keys() - self._names):
            raise Unreadable(_("missing in the archive: %(member)s") % {"member": missing[0][:100]})
        if extra := sorted(self._names - given.keys() - {members.MANIFEST}):
            raise Unreadable(_("in the archive and not in its manifest: %(member)s") % {"member": extra[0][:100]})
        for name, known in given.items():
            if not isinstance(known, dict) or self._sum_of(name) != known.get("sha256"):
                raise Unreadable(_("damaged in the archive: %(member)s") % {"member": name[:100]})

    def _sum_of(self, name: str) -> str:
        digest = hashlib.sha256()
        try:
            with self._parts.open(name) as part:
                while block := part.read(BLOCK):
                    digest.update(block)
        except BROKEN as error:
            raise Unreadable(_("damaged in the archive: %(member)s") % {"member": name[:100]}) from error
        return digest.hexdigest()

    def _json(self, name: str, longest: int = LONGEST_JSON) -> dict[str, Any]:
        if self._parts.getinfo(name).file_size > longest:
            raise Unreadable(_("it swells beyond what an archive of this size can hold"))
        try:
            text = self._parts.read(name)
        except BROKEN as error:
            raise Unreadable(_("damaged in the archive: %(member)s") % {"member": name}) from error
        return _parsed(text, name)


def _parsed(text: bytes, name: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("damaged in the archive: %(member)s") % {"member": name}) from error
    if not isinstance(value, dict):
        raise Unreadable(_("damaged in the archive: %(member)s") % {"member": name})
    return value
