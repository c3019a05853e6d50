"""Text of the classic editor: an empty line parts paragraphs, a line's end is one. WordPress makes markup of it only when
it shows the page, and exports it as it was typed."""

import re

from redaksi.wire.markup.elements import BLOCKS

_TAG = re.compile(r"(<!--.*?-->|<[/a-zA-Z][^<>]*>)", re.DOTALL)
_NAME = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_EMPTY_LINES = re.compile(r"[ \t]*\n[ \t]*\n\s*")
_VERBATIM = frozenset({"pre", "script", "style", "textarea", "svg"})


def with_paragraphs(text: str) -> str:
    """The same with breaks for line ends, but not beside elements that break the line themselves, and not in `<pre>`."""
    if "\n" not in text:
        return text
    if not text.strip("\n\t "):
        return ""
    pieces = _TAG.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    parts: list[str] = []
    verbatim = ""
    for index, piece in enumerate(pieces):
        if index % 2:
            verbatim = _verbatim_after(piece, verbatim)
            parts.append(piece)
        elif verbatim:
            parts.append(piece)
        else:
            parts.append(_broken(piece, _parts(pieces, index - 1), _parts(pieces, index + 1)))
    return "".join(parts)


def _broken(text: str, is_after_block: bool, is_before_block: bool) -> str:
    text = text.lstrip("\n\t ") if is_after_block else text
    text = text.rstrip("\n\t ") if is_before_block else text
    return _EMPTY_LINES.sub("<br><br>", text).replace("\n", "<br>\n")


def _parts(pieces: list[str], index: int) -> bool:
    """Whether the piece is a tag that parts lines by itself; so do the text's own ends."""
    if not 0 <= index < len(pieces):
        return True
    name = _NAME.match(pieces[index])
    return bool(name) and name[2].lower() in BLOCKS  # type: ignore[index]


def _verbatim_after(tag: str, verbatim: str) -> str:
    name = _NAME.match(tag)
    if not name:
        return verbatim
    if verbatim:
        return "" if name[1] and name[2].lower() == verbatim else verbatim
    return name[2].lower() if not name[1] and name[2].lower() in _VERBATIM and not tag.endswith("/>") else ""
