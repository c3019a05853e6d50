"""Styles, scripts and photographs, straight from their folders: a page without them is half a page when Django is away."""

from __future__ import annotations

import mimetypes
import re
from email.utils import formatdate
from pathlib import Path
from typing import Any

from redaksi.press.kiosk.hot import Answer

PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
DIGESTED = re.compile(r".*\.[0-9a-f]{12}\.[A-Za-z0-9]+")  # the file's name says what is in it
A_YEAR = "public, max-age=31536000, immutable"
A_WHILE = "public, max-age=3600"
LARGEST = 8 * 1024**2
PACKED = {"br": ".br", "gzip": ".gz"}
TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".js": "text/javascript",
    ".map": "application/json",
}
WITH_CHARSET = ("text/", "application/json", "application/manifest")


class Files:
    """One folder under one prefix. `is_lasting`: whatever lies there never changes under its name."""

    def __init__(self, prefix: str, folder: Path, is_lasting: bool = False) -> None:
        self.prefix, self._folder, self._is_lasting = prefix, folder, is_lasting

    def answer(self, environ: dict[str, Any], coding: str) -> Answer | None:
        """None where there is no such file: then somebody else may know."""
        file = self._file(environ["PATH_INFO"].removeprefix(self.prefix))
        if file is None:
            return None
        packed = file.with_name(file.name + PACKED[coding]) if coding else file
        is_packed = bool(coding) and packed.is_file()
        headers = self._headers(file)
        etag = dict(headers)["etag"]
        if etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            return 304, headers, b""
        text = (packed if is_packed else file).read_bytes()
        how = [("content-encoding", coding)] if is_packed else []
        return 200, [*headers, *how, ("content-length", str(len(text)))], text

    def _file(self, path: str) -> Path | None:
        parts = path.split("/")
        if not all(PART.fullmatch(part) for part in parts):
            return None
        file = self._folder.joinpath(*parts)
        try:
            return file if file.is_file() and file.stat().st_size <= LARGEST else None
        except OSError:
            return None

    def _headers(self, file: Path) -> list[tuple[str, str]]:
        stat = file.stat()
        is_lasting = self._is_lasting or DIGESTED.fullmatch(file.name)
        return [
            ("content-type", _type_of(file)),
            ("cache-control", A_YEAR if is_lasting else A_WHILE),
            ("etag", f'W/"{stat.st_mtime_ns:x}-{stat.st_size:x}"'),
            ("last-modified", formatdate(stat.st_mtime, usegmt=True)),
            ("vary", "Accept-Encoding"),
            ("x-content-type-options", "nosniff"),
            ("access-control-allow-origin", "*"),
        ]


def _type_of(file: Path) -> str:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name, strict=False)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(WITH_CHARSET) else kind
