"""Mobiledoc, Ghost's editor from version 1 to 5: sections of marked words, and cards, as HTML."""

from collections.abc import Iterator
from typing import Any

from . import cards, prose
from .cards import Told

ATOM = 1
MOST_OPEN = 20


def html_of(document: Any, told: Told) -> str:
    """Of any JSON; what is no section says nothing."""
    return "".join(_Mobiledoc(document, told).sections())


class _Mobiledoc:
    def __init__(self, document: Any, told: Told) -> None:
        self._document = document if isinstance(document, dict) else {}
        self._told = told

    def sections(self) -> Iterator[str]:
        for section in _list(self._document.get("sections")):
            parts = _list(section)
            match _at(parts, 0):
                case 1:
                    yield self._paragraph(_at(parts, 1), _at(parts, 2))
                case 2:
                    yield prose.figure(prose.image(_at(parts, 1)))
                case 3:
                    yield self._items(_at(parts, 1), _at(parts, 2))
                case 10:
                    yield self._card(_at(parts, 1))

    def _paragraph(self, tag: Any, markers: Any) -> str:
        tag = tag.lower() if isinstance(tag, str) else "p"
        tag = tag if tag in prose.PARAGRAPHS else "blockquote" if tag in ("aside", "pull-quote") else "p"
        return f"<{tag}>{''.join(self._marked(markers))}</{tag}>"

    def _items(self, tag: Any, items: Any) -> str:
        tag = "ol" if tag == "ol" else "ul"
        inside = "".join(f"<li>{''.join(self._marked(markers))}</li>" for markers in _list(items))
        return f"<{tag}>{inside}</{tag}>"

    def _card(self, index: Any) -> str:
        card = _list(_at(_list(self._document.get("cards")), index))
        kind = _at(card, 0)
        return cards.html_of(kind, _at(card, 1), self._told) if isinstance(kind, str) else ""

    def _marked(self, markers: Any) -> Iterator[str]:
        """Each marker opens some marks, says its words, and closes as many of those opened last."""
        opened: list[str] = []
        for marker in map(_list, _list(markers)):
            for index in _list(_at(marker, 1))[:MOST_OPEN]:
                start, end = self._mark(index)
                opened.append(end)
                yield start
            yield self._atom(_at(marker, 3)) if _at(marker, 0) == ATOM else prose.escaped(_at(marker, 3))
            closing = _at(marker, 2)
            for _number in range(min(closing, len(opened)) if isinstance(closing, int) else 0):
                yield opened.pop()
        yield from reversed(opened)

    def _mark(self, index: Any) -> tuple[str, str]:
        mark = _list(_at(_list(self._document.get("markups")), index))
        tag, given = _at(mark, 0), _list(_at(mark, 1))
        if tag == "a":
            names = dict(zip(map(str, given[::2]), given[1::2], strict=False))
            return f'<a href="{prose.attribute(names.get("href"))}">', "</a>"
        own = prose.INLINE.get(tag, "") if isinstance(tag, str) else ""
        return (f"<{own}>", f"</{own}>") if own else ("", "")

    def _atom(self, index: Any) -> str:
        atom = _list(_at(_list(self._document.get("atoms")), index))
        return "<br>" if _at(atom, 0) == "soft-return" else prose.escaped(_at(atom, 1))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _at(row: list[Any], index: Any) -> Any:
    return row[index] if isinstance(index, int) and not isinstance(index, bool) and 0 <= index < len(row) else None
