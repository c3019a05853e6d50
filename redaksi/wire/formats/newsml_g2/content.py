"""What an item holds: its text, inline in one markup or another, and its pictures elsewhere, by address."""

from typing import Any

from django.utils.translation import gettext as _
from lxml.etree import _Element as Element

from . import nitf
from .names import all_in, code_of, line_in, lines_of, name_of

Item = dict[str, Any]


def put(news: Element, item: Item, notes: list[str]) -> None:
    """Bodies and renditions, in ninjs's words; what a text says of itself stands where the item says nothing."""
    for content in (each for held in all_in(news, "contentSet") for each in held):
        match name_of(content):
            case "inlineXML":
                for inner in content:
                    _put_markup(inner, item, notes)
            case "inlineData":
                _put_text(content, item, notes)
            case "remoteContent":
                item["renditions"].append(_rendition(content))


def _put_markup(inner: Element, item: Item, notes: list[str]) -> None:
    match name_of(inner):
        case "nitf":
            _put_nitf(inner, item)
        case "html" | "body" | "div" | "section" | "article" | "p":
            _put_body(item, "text/html", _xhtml(inner))
        case "":
            pass
        case other:
            notes.append(_("a text in %(kind)s: only its words were read") % {"kind": other[:60]})
            _put_body(item, "text/plain", "\n".join(filter(None, (each.strip() for each in inner.itertext()))))


def _put_nitf(page: Element, item: Item) -> None:
    found = nitf.properties_of(page)
    item["by"] = item.get("by") or found["by"]
    item["located"] = item.get("located") or found["located"]
    if found["headline"] and not item["headlines"]:
        item["headlines"].append({"role": "main", "value": found["headline"]})
    if found["abstract"]:
        item["descriptions"].append({"role": "summary", "value": found["abstract"]})
    _put_body(item, "text/html", found["html"])


def _put_text(content: Element, item: Item, notes: list[str]) -> None:
    kind = content.get("contenttype") or "text/plain"
    if content.get("encoding") or not kind.startswith(("text/", "application/xhtml")):
        notes.append(_("what is no text was left out: %(kind)s") % {"kind": kind[:60]})
        return
    _put_body(item, kind, lines_of(content))


def _put_body(item: Item, kind: str, text: str) -> None:
    if text.strip():
        item["bodies"].append({"contentType": kind, "value": text})


def _xhtml(element: Element) -> str:
    """Of a whole page its body."""
    page = next((each for each in element.iter() if name_of(each) == "body"), element)
    for each in page.iter():
        if isinstance(each.tag, str):
            each.tag = name_of(each)
    return nitf.html_text(page)


def _rendition(content: Element) -> Item:
    given = {
        "name": code_of(content, "rendition") or line_in(content, "altId") or "main",
        "href": content.get("href") or "",
        "contentType": content.get("contenttype") or "",
        "width": _number(content.get("width")),
        "height": _number(content.get("height")),
    }
    return {name: value for name, value in given.items() if value}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
