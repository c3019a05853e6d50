"""The archive, written member by member beside its place and renamed into it when it is whole."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import batched
from pathlib import Path
from typing import IO, Any

from django.db.models import QuerySet

from redaksi.stories.copy import StoryCopy
from redaksi.stories.models import Paper, Story
from redaksi.stories.past import PhotoPast, StoryPast
from redaksi.wire import copying, ninjs, sidecar
from redaksi.wire.status import Status

from . import gathering, members, shared

CHUNK = 100
BLOCK = 1 << 20
STATUS = {"published": Status.USABLE, "draft": Status.WITHHELD, "withdrawn": Status.CANCELED}


@dataclass
class Written:
    """`missing` are photos whose file is not on the disk, `faults` what IPTC's schema finds in items."""

    stories: int = 0
    photos: int = 0
    versions: int = 0
    redirects: int = 0
    ledger: int = 0
    missing: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def write(
    path: Path, stories: QuerySet[Story], progress: Callable[[int], object] = lambda count: None, with_ledger: bool = True
) -> Written:
    """Everything on these stories, in the order of the query, and all that the paper's stories share.

    The ledger goes whole or not at all: a part of its chain proves nothing. The memory grows with the number of members
    alone. Raises `OSError`.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as parts:
                written = _Writing(parts, progress).all_of(stories, with_ledger)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return written


COUNTED = ("stories", "photos", "versions", "redirects", "ledger")


class _Writing:
    def __init__(self, parts: zipfile.ZipFile, progress: Callable[[int], object]) -> None:
        self._parts = parts
        self._progress = progress
        self._sums: dict[str, tuple[str, int]] = {}
        self._written = Written()

    def all_of(self, stories: QuerySet[Story], with_ledger: bool) -> Written:
        self._put(members.MIMETYPE, members.KIND, zipfile.ZIP_STORED)
        self._put_json(members.EDITION, sidecar.dumped(shared.paper()))
        for photo in shared.photos():
            self._put_photo(photo)
        for chunk in batched(copying.with_copies(stories), CHUNK):
            for (story, copy), past in zip(chunk, gathering.pasts_of([story for story, _copy in chunk]), strict=True):
                self._put_story(story, copy, past)
                self._progress(1)
        self._written.redirects = self._put_lines(members.REDIRECTS, shared.redirects())
        if with_ledger:
            self._written.ledger = self._put_lines(members.LEDGER, shared.ledger())
        self._put_manifest()
        return self._written

    def _put_photo(self, photo: PhotoPast) -> None:
        original = self._put_original(photo.path) if photo.path else ""
        self._put_json(f"photos/{photo.uid}.json", {"original": original, "photo": sidecar.dumped(photo)})
        if original:
            self._written.photos += 1
        else:
            self._written.missing.append(photo.uid)

    def _put_original(self, path: Path) -> str:
        with path.open("rb") as stream:
            suffix = path.suffix.lower()
            name = f"photos/{hashlib.file_digest(stream, 'sha256').hexdigest()}"
            name += suffix if members.ORIGINAL.fullmatch(name + suffix) else ""
            if name not in self._sums:
                stream.seek(0)
                with self._member(name, zipfile.ZIP_STORED) as put:
                    while block := stream.read(BLOCK):
                        put(block)
        return name

    def _put_story(self, story: Story, copy: StoryCopy, past: StoryPast) -> None:
        if past.state == "draft" and story.latest_revision_id:
            copy = copying.copy_of(story.get_latest_revision_as_object())
        name = members.name_of(story, past)
        item = ninjs.item_of(copy, STATUS[past.state])
        self._written.faults += [f"{past.uid}: {fault}" for fault in ninjs.faults_of(item, "3.1")]
        self._put_json(f"{name}.ninjs.json", item)
        elsewhere = [old for old in copy.old_addresses if old != story.address]
        own = sidecar.dump(replace(copy, old_addresses=elsewhere))
        self._put_json(f"{name}.json", {**own, "past": sidecar.dumped(past)})
        self._written.stories += 1
        self._written.versions += len(past.versions)

    def _put_lines(self, name: str, records: Iterable[Any]) -> int:
        """One a line: many an archive has more redirects than stories. Returns how many."""
        count = 0
        with self._member(name) as put:
            put(b"[")
            for record in records:
                put(b",\n" if count else b"\n")
                put(_json(sidecar.dumped(record)))
                count += 1
            put(b"\n]\n")
        return count

    def _put_manifest(self) -> None:
        counts = {name: getattr(self._written, name) for name in COUNTED}
        head = {"format": members.FORMAT, "version": members.VERSION, "paper": Paper.load().name, "counts": counts}
        sums = {name: {"sha256": digest, "size": size} for name, (digest, size) in self._sums.items()}
        self._put_json(members.MANIFEST, {**head, "missing_photos": self._written.missing, "members": sums})

    def _put_json(self, name: str, value: Any) -> None:
        self._put(name, _json(value) + b"\n")

    def _put(self, name: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
        with self._member(name, compression) as put:
            put(content)

    @contextmanager
    def _member(self, name: str, compression: int = zipfile.ZIP_DEFLATED) -> Iterator[Callable[[bytes], None]]:
        """Dated as if it had always been there: the same stories make the same archive."""
        info = zipfile.ZipInfo(name)
        info.compress_type, info.external_attr = compression, 0o644 << 16
        digest, size = hashlib.sha256(), 0
        member: IO[bytes]

        def put(content: bytes) -> None:
            nonlocal size
            digest.update(content)
            size += len(content)
            member.write(content)

        with self._parts.open(info, "w", force_zip64=compression == zipfile.ZIP_STORED and name != members.MIMETYPE) as member:
            yield put
        self._sums[name] = digest.hexdigest(), size


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
