"""The bytes of an export as a parser of XML takes them: what people's exports have in them and XML does not allow is gone."""

import codecs
import re
from html.entities import name2codepoint
from secrets import token_hex
from typing import BinaryIO

CHUNK = 1 << 16
MOST_OF_AN_ENTRY = 64 << 20
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32)])
_DECLARED = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)", re.IGNORECASE)
_BEFORE_ROOT = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*(?=<rss\b)", re.DOTALL)
# XML knows five named characters, HTML many more, and plugins write titles with them.
GRAMMAR = f"html-{token_hex(8)}"  # a name that no file can give its own
_ENTITIES = "".join(
    f'<!ENTITY {name} "&#{code};">' for name, code in name2codepoint.items() if name not in ("amp", "lt", "gt", "quot")
)
_WIDE = (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE, b"\x00<", b"<\x00")


def _from_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 came out of somebody's old Windows."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("redaksi-from-windows", _from_windows)


_HEAD = re.compile(rb".*?<rss\b[^>]*>\s*<channel[^>]*>", re.DOTALL)
_ITEM = re.compile(rb"<item[\s/>]")
LONGEST_START = len(b"<item ")


class TooLarge(Exception):
    """What goes on without end is held in memory until it ends, so it is not read to its end."""


class LegibleStream:
    """`repairs` counts the pieces in which something was put right. Whoever reads says when an entry is whole."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self.repairs = 0
        self._stream = stream
        declared = _DECLARED.search(head[:400])
        self._is_wide = head.startswith(_WIDE)
        self._is_utf8 = not declared or declared[1].lower() in (b"utf-8", b"utf8")
        self._decoder = codecs.getincrementaldecoder("utf-8")("redaksi-from-windows")
        self._is_first = True
        self._since_entry = 0
        self.lines_before = 0

    def entry_ends(self) -> None:
        self._since_entry = 0

    def read(self, _size: int = -1) -> bytes:
        """Raises `TooLarge`."""
        raw = self._stream.read(CHUNK)
        self._since_entry += len(raw)
        if self._since_entry > MOST_OF_AN_ENTRY:
            raise TooLarge
        if self._is_wide:
            return raw
        if self._is_first:
            raw = _with_entities(raw.removeprefix(codecs.BOM_UTF8).lstrip())
            self._is_first = False
        return self._legible(raw) if self._is_utf8 else raw.translate(None, _CONTROL_BYTES)

    def _legible(self, raw: bytes) -> bytes:
        """A chunk may end within a character; the last one may not, and gives nothing only at the end."""
        text = self._decoder.decode(raw, final=not raw)
        legible = text.translate(_CONTROLS) if _has_controls(raw) else text
        encoded = legible.encode("utf-8")
        self.repairs += bool(raw) and not (encoded == raw or self._is_split(raw, encoded))
        return encoded or (self.read() if raw else b"")

    @staticmethod
    def _is_split(raw: bytes, encoded: bytes) -> bool:
        """Whether all that differs are the bytes of a character at the chunk's edges."""
        return encoded[3:-3] in raw and abs(len(raw) - len(encoded)) <= 3


class FromItem:
    """The same stream without its first items: its own beginning, as far as its channel's, and what stands from the next on.

    Items are told by their letters: where somebody's text says "<item>", one is read twice, which is found out later.
    """

    def __init__(self, stream: LegibleStream, items: int) -> None:
        self.lines_before = 0
        self._stream = stream
        self._waiting = self._from(items)
        self.has_items = bool(self._waiting)

    @property
    def repairs(self) -> int:
        return self._stream.repairs

    def entry_ends(self) -> None:
        self._stream.entry_ends()

    def read(self, size: int = -1) -> bytes:
        """Raises `TooLarge`."""
        waiting, self._waiting = self._waiting, b""
        return waiting or self._stream.read(size)

    def _from(self, items: int) -> bytes:
        """Nothing where no further item begins."""
        piece = self._stream.read()
        head = _HEAD.match(piece)
        if not head:
            return b""
        self.lines_before -= head[0].count(b"\n")
        while piece:
            starts = [match.start() for match in _ITEM.finditer(piece)]
            if len(starts) > items:
                here = starts[items]
                self.lines_before += piece.count(b"\n", 0, here)
                return head[0] + piece[here:]
            items -= len(starts)
            cut = max(len(piece) - LONGEST_START, starts[-1] + 1 if starts else 0)
            self.lines_before += piece.count(b"\n", 0, cut)
            more = self._stream.read()
            self._stream.entry_ends()
            piece = piece[cut:] + more if more else b""
        return b""


def _has_controls(raw: bytes) -> bool:
    return len(raw.translate(None, _CONTROL_BYTES)) != len(raw) or b"\xef\xbf" in raw


def _with_entities(raw: bytes) -> bytes:
    """Unless the file says its own, which is refused then."""
    root = _BEFORE_ROOT.match(raw)
    grammar = f"<!DOCTYPE {GRAMMAR} [{_ENTITIES}]>".encode()
    return raw[: root.end()] + grammar + raw[root.end() :] if root else raw
