"""Pictures found on this disk by the end of the address that they had on the web: a copy of `wp-content/uploads` will do."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

MOST_FOLDERS = 12
_UPLOADS = re.compile(r"(?:^|/)(?:(?:wp-content/)?uploads|content/images|sites/default/files)/(?:sites/\d+/)?")
_SIZE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.[A-Za-z]{3,5}$)|(?<=content/images/)size/[^/]+/(?:format/[^/]+/)?")


class Uploads:
    """Nothing outside the folder is found, whatever the address and links in the folder say."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def find(self, name: str) -> Path | None:
        for spelled in dict.fromkeys([name, normalize("NFD", name)]):  # as disks of Macs spell it
            try:
                if os.path.isfile(f"{self._folder}/{spelled}"):  # noqa: PTH113 -- asked often, and nearly always in vain
                    path = (self._folder / spelled).resolve()
                    return path if path.is_relative_to(self._folder) else None
            except (OSError, ValueError):  # names too long, or with a NUL in them
                continue
        return None


def names_of(file: str) -> list[str]:
    """Under which a picture of this address may lie in a folder: the likeliest first, whole sizes before small ones.

    "https://lama.id/wp-content/uploads/2019/01/x-300x200.jpg" may be "wp-content/uploads/2019/01/x.jpg" or
    "2019/01/x.jpg", never "x.jpg": another month has another picture of that name. Empty for what is no address.
    """
    return list(dict.fromkeys(name for tail in _tails(file) for name in (without_size(tail), tail)))


def is_packed_with_exports(file: str) -> bool:
    """Whether a picture of this address may lie beside what shows it: not one of any site of the web."""
    return not file.startswith(("http:", "https:", "//")) or _UPLOADS.search(file) is not None


def without_size(address: str) -> str:
    return _SIZE.sub("", address)


def _tails(file: str) -> Iterator[str]:
    try:
        parts = urlsplit(file)
    except ValueError:
        return
    folders = [each for each in normalize("NFC", unquote(parts.path)).split("/") if each not in ("", ".")]
    if not folders or ".." in folders or len(folders) > MOST_FOLDERS or parts.scheme not in ("", "http", "https"):
        return
    path = "/".join(folders)
    if not parts.scheme and not file.startswith("/"):
        yield path
        return
    uploads = _UPLOADS.search(path)
    shortest = path.count("/", uploads.end()) if uploads else 0
    for first in range(len(folders) - shortest):
        yield "/".join(folders[first:])
