"""The lines of a file of any size, decoded one by one."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

LONGEST = 10 * 1024 * 1024
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Lines:
    """`number` counts those given, from 1; `notes` says what had to be done to the last ones, until it is taken."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self.number = 0
        self.encoding = _WIDE.get(head[:2], "utf-8")
        self._stream = stream
        self._notes: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for text in self._wide() if self.encoding != "utf-8" else self._narrow():
            self.number += 1
            yield text.removeprefix("\ufeff") if self.number == 1 else text

    def notes(self) -> list[str]:
        taken, self._notes = self._notes, []
        return taken

    def _narrow(self) -> Iterator[str]:
        while raw := self._stream.readline(LONGEST):
            try:
                yield raw.decode("utf-8")
            except UnicodeDecodeError:
                yield self._as_windows(raw)

    def _wide(self) -> Iterator[str]:
        reader = codecs.getreader(self.encoding)(self._stream, "replace")
        while text := reader.readline(LONGEST):
            yield text

    def _as_windows(self, raw: bytes) -> str:
        self._notes.append(_("not UTF-8: read as Windows-1252"))
        return raw.decode("cp1252", errors="replace")
