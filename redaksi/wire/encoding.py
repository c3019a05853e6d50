"""Bytes from anywhere, made text: by their mark, as UTF-8, or as the Windows of old; never by force."""

import codecs
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redaksi.wire.item import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff]")
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_MOJIBAKE = re.compile("â€|Ã[\u0080-\u00bf©¨¡³]")
# What Windows-1252 prints at 0x80-0x9f, each as the character of that number.
_WINDOWS_BYTES = {
    ord(bytes([code]).decode("cp1252")): code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_BINARY_FROM = 0.01  # share of control characters


@dataclass(frozen=True)
class Decoded:
    text: str
    notes: tuple[str, ...] = ()


def decode(raw: bytes) -> Decoded:
    """The text, lines ended by "\\n" alone, without control and direction characters. Raises `Unreadable`."""
    text, note = _decoded(raw)
    if "\x00" in text or len(text) - len(_CONTROLS.sub("", text)) > _BINARY_FROM * len(text):
        raise Unreadable(_("not text but binary"))
    text, repaired = _repaired(text)
    text, controls = _CONTROLS.subn("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text, unseen = _UNSEEN.subn("", text)
    return Decoded(text, tuple(filter(None, [note, repaired, _left_out(controls), _unseen_left_out(unseen)])))


def _decoded(raw: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _by_mark(raw, encoding)
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _as_windows(raw)


def _by_mark(raw: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        message = _("its first bytes say %(encoding)s, which the rest is not")
        raise Unreadable(message % {"encoding": encoding.removesuffix("-sig").upper()}) from error
    note = _("read as %(encoding)s, as its first bytes say")
    return text, "" if encoding == "utf-8-sig" else note % {"encoding": encoding.upper()}


def _as_windows(raw: bytes) -> tuple[str, str]:
    try:
        return raw.decode("cp1252"), _("not UTF-8: read as Windows-1252")
    except UnicodeDecodeError as error:
        raise Unreadable(_("not text, or in an encoding that is not known")) from error


def _repaired(text: str) -> tuple[str, str]:
    """UTF-8 that somebody once took for Windows-1252 ("â€œ" for “), where all of the text can be turned back."""
    if not _MOJIBAKE.search(text):
        return text, ""
    try:
        turned_back = text.translate(_WINDOWS_BYTES).encode("latin-1").decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text, ""
    return turned_back, _("characters spoiled by a wrong encoding were put right")


def _left_out(count: int) -> str:
    return (
        ngettext("%(count)s control character left out", "%(count)s control characters left out", count) % {"count": count}
        if count
        else ""
    )


def _unseen_left_out(count: int) -> str:
    return (
        ngettext("%(count)s invisible mark left out", "%(count)s invisible marks left out", count) % {"count": count}
        if count
        else ""
    )


def looks_like_text(head: bytes) -> bool:
    """Whether bytes that begin so may be text; cheap, and sure only of what is none."""
    if head.startswith(tuple(mark for mark, _encoding in _MARKS)):
        return True
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    return b"\x00" not in head and controls <= _BINARY_FROM * len(head)
