"""A JSON array of objects, read object by object: the file may be larger than the memory."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from redaksi.wire.item import Unreadable

from .jsonlines import not_json
from .lines import LONGEST
from .row import BrokenRow, Row

CHUNK = 1 << 16
_BETWEEN = " \t\r\n,"


def rows(stream: BinaryIO) -> Iterator[Row | BrokenRow]:
    """Raises `Unreadable` at the first place that is not JSON: what follows it cannot be told apart."""
    objects = _Objects(stream)
    for number, value in enumerate(objects, start=1):
        if isinstance(value, dict):
            yield Row(number, value)
        else:
            yield BrokenRow(number, _("not an object with names and values"))


class _Objects:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
        self._json = json.JSONDecoder()
        self._text = ""
        self._has_ended = False

    def __iter__(self) -> Iterator[object]:
        self._read(CHUNK)
        self._text = self._text.lstrip().removeprefix("[")
        while self._comes_more():
            yield self._next()

    def _comes_more(self) -> bool:
        self._text = self._text.lstrip(_BETWEEN)
        while not self._text and not self._has_ended:
            self._read(CHUNK)
            self._text = self._text.lstrip(_BETWEEN)
        return bool(self._text) and not self._text.startswith("]")

    def _next(self) -> object:
        while True:
            try:
                value, end = self._json.raw_decode(self._text)
            except RecursionError as error:
                raise Unreadable(not_json(error)) from error
            except ValueError as error:
                self._read_on(error)
            else:
                if end < len(self._text) or self._has_ended:
                    self._text = self._text[end:]
                    return value
                self._read(CHUNK)

    def _read_on(self, error: ValueError) -> None:
        """Twice as much as there is, so that a large object is not begun too often."""
        if self._has_ended or len(self._text) > LONGEST:
            raise Unreadable(not_json(error)) from error
        self._read(max(CHUNK, len(self._text)))

    def _read(self, size: int) -> None:
        raw = self._stream.read(size)
        self._has_ended = not raw
        self._text += self._decoder.decode(raw, final=self._has_ended)
