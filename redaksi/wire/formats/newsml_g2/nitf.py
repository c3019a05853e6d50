"""News Industry Text Format, the markup that many agencies put into NewsML-G2, as HTML."""

from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from .names import name_of, words_of

_HTML = {
    **{
        name: name
        for name in (
            "p",
            "a",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "br",
            "hr",
            "em",
            "strong",
            "sub",
            "sup",
            "pre",
            "script",
            "style",
        )
    },
    **{name: name for name in ("table", "tr", "td", "th", "thead", "tbody", "tfoot")},
    "hl1": "h2",
    "hl2": "h3",
    "block": "div",
    "bq": "blockquote",
    "credit": "footer",
    "lang": "span",
    "body.content": "div",
    "media": "figure",
    "media-reference": "img",
    "media-caption": "figcaption",
    "note": "aside",
    "body.end": "div",
    "tagline": "p",
    "bibliography": "p",
    "media-producer": "cite",
}
_KEPT = {"href": "href", "source": "src", "alternate-text": "alt"}


def properties_of(nitf: Element) -> dict[str, Any]:
    """What stands at the head of the page, in ninjs's words, and its text as HTML."""
    found = {name: each for each in nitf.iter() if (name := name_of(each)) in _SOUGHT and words_of(each)}
    html = "".join(as_html(each) for each in nitf.iter() if name_of(each) in ("body.content", "body.end"))
    return {
        "headline": words_of(found["hl1"]) if "hl1" in found else "",
        "by": words_of(found["byline"]) if "byline" in found else "",
        "located": words_of(found["dateline"]) if "dateline" in found else "",
        "abstract": words_of(found["abstract"]) if "abstract" in found else "",
        "html": html,
    }


_SOUGHT = ("hl1", "byline", "dateline", "abstract")


def as_html(element: Element) -> str:
    """Of this element and all in it, each renamed in its place."""
    for each in element.iter():
        if isinstance(each.tag, str):
            kept = {new: value for old, new in _KEPT.items() if (value := each.get(old))}
            each.tag = _HTML.get(name_of(each), "span")
            each.attrib.clear()
            each.attrib.update(kept)
    return html_text(element)


def html_text(element: Element) -> str:
    etree.cleanup_namespaces(element)
    return etree.tostring(element, method="html", encoding="unicode", with_tail=False)
