"""What a page says of itself in its `<meta>`, `<link>` and microdata."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from redaksi.wire.legible import line

KEYS = ("property", "name", "itemprop", "http-equiv")
MOST = 20


class Tags:
    """By name, in small letters; of each the values in the order of the page."""

    def __init__(self, tree: HtmlElement) -> None:
        self._values: dict[str, list[str]] = {}
        self._properties: dict[str, list[str]] = {}
        for meta in tree.iter("meta"):
            for key in KEYS:
                self._add(self._values, meta.get(key), meta.get("content"))
        for link in tree.iter("link"):
            self._add(self._values, f"link:{link.get('rel') or ''}", link.get("href"))
        for element in tree.xpath("//*[@itemprop][not(self::meta)]"):
            self._add(self._properties, element.get("itemprop"), _said(element))

    def _add(self, values: dict[str, list[str]], names: str | None, value: str | None) -> None:
        told = line(value or "")
        for name in (names or "").lower().split():
            kept = values.setdefault(name, [])
            if told and told not in kept and len(kept) < MOST:
                kept.append(told)

    def all(self, *names: str) -> list[str]:
        """The values of all these names, the first name's first."""
        return list(dict.fromkeys(self._all(names)))

    def _all(self, names: tuple[str, ...]) -> Iterator[str]:
        for name in names:
            yield from self._values.get(name, ())

    def first(self, *names: str) -> str:
        return next(iter(self._all(names)), "")

    def properties(self, name: str) -> list[str]:
        """Microdata that readers see: an element's words, or its `datetime`."""
        return self._properties.get(name.lower(), [])


def _said(element: HtmlElement) -> str:
    given = element.get("content") or element.get("datetime")
    return given or element.text_content()[:500]
