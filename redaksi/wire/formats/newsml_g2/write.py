"""From copy to a news item, by way of ninjs: IPTC's own words for the same."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import lxml.html
from lxml import etree
from lxml.builder import ElementMaker

from redaksi.stories.copy import StoryCopy
from redaksi.wire import ninjs
from redaksi.wire.legible import legible
from redaksi.wire.status import Status

from .names import CATALOG, LANG, NAR, OUR_CODES, OURS, XHTML

VERSION = "2.35"
CARRIED = tuple(name for name in ninjs.CARRIED if name not in ("lead_photo", "lead_caption", "lead_credit"))
"""What of a story one news item says: of photos in the text their words, and their rights not; of the lead photo nothing."""
_TYPES = {
    "people": "cpnat:person",
    "organisations": "cpnat:organisation",
    "places": "cpnat:geoArea",
    "subjects": "cpnat:abstract",
}
_DESCRIPTIONS = {"dek": "drol:summary"}
_E = ElementMaker(namespace=NAR, nsmap={None: NAR})
_ROLES = ("reporter", "editor", "photographer", "illustrator", "contributor")


def write(copy: StoryCopy, *, status: Status = Status.USABLE, now: datetime | None = None) -> bytes:
    """`now` stands where the story has no time of its own, for the standard asks for one."""
    item = ninjs.item_of(copy, status)
    news = _E.newsItem(
        _E.catalogRef(href=CATALOG),
        _E.catalog(_E.scheme(alias=OURS, uri=OUR_CODES)),
        _management(item, copy.source, now or datetime.now(UTC)),
        _E.contentMeta(*_content_meta(item)),
        *_content(item),
        guid=item["uri"],
        version="1",
        standard="NewsML-G2",
        standardversion=VERSION,
        conformance="power",
    )
    news.set(LANG, item["language"])
    return etree.tostring(news, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def _management(item: dict[str, Any], source: str, now: datetime) -> etree._Element:
    optional = [("firstCreated", "firstCreated"), ("embargoedUntil", "embargoed")]
    return _E.itemMeta(
        _E.itemClass(qcode="ninat:text"),
        _E.provider(_E.name(_text(source or OURS)), literal=_text(source or OURS)),
        _E.versionCreated(item.get("versionCreated") or now.isoformat()),
        *(_E(name, item[key]) for key, name in optional if key in item),
        _E.pubStatus(qcode=f"stat:{item['pubStatus']}"),
        *([_E.edNote(_text(item["edNote"]))] if "edNote" in item else []),
    )


def _content_meta(item: dict[str, Any]) -> Iterator[etree._Element]:
    """In the order in which the standard wants them."""
    if "urgency" in item:
        yield _E.urgency(str(item["urgency"]))
    yield from _made_by(item)
    for number in item.get("altIds", []):
        yield _E.altId(_text(number["value"]), type=number["role"])
    yield _E.language({"tag": item["language"]})
    for genre in item.get("genres", []):
        yield _E.genre(_named(genre), literal=genre["literal"], **_some(uri=genre.get("uri")))
    yield from _about(item)
    yield from _lines(item)


def _made_by(item: dict[str, Any]) -> Iterator[etree._Element]:
    for source in item.get("infoSources", []):
        yield _E.infoSource(_named(source), role=f"{OURS}:{source['role']}", **_some(uri=source.get("uri")))
    for person in item.get("people", []):
        if person["rel"] in _ROLES:
            yield _E.creator(_named(person), role=f"{OURS}:{person['rel']}", **_some(literal=person.get("literal")))


def _about(item: dict[str, Any]) -> Iterator[etree._Element]:
    for key, kind in _TYPES.items():
        for subject in item.get(key, []):
            if key != "people" or subject["rel"] not in _ROLES:
                is_own = subject["rel"] in ("section", "storyline")
                yield _E.subject(_named(subject), type=f"{OURS}:{subject['rel']}" if is_own else kind)


def _lines(item: dict[str, Any]) -> Iterator[etree._Element]:
    for key, name in (("slugline", "slugline"), ("located", "dateline"), ("by", "by")):
        if key in item:
            yield _E(name, _text(item[key]))
    for each in item.get("headlines", []):
        yield _E.headline(_text(each["value"]), **({} if each["role"] == "main" else {"role": f"{OURS}:{each['role']}"}))
    for each in item.get("descriptions", []):
        yield _E.description(_text(each["value"]), role=_DESCRIPTIONS.get(each["role"], f"{OURS}:{each['role']}"))


def _content(item: dict[str, Any]) -> Iterator[etree._Element]:
    html = next((each["value"] for each in item.get("bodies", []) if each["contentType"] == "text/html"), "")
    if html:
        page = _E.inlineXML(_page(html), contenttype="application/xhtml+xml")
        yield _E.contentSet(page)


def _page(html: str) -> etree._Element:
    page = lxml.html.document_fromstring(f"<html><head><title></title></head><body>{legible(html)}</body></html>")
    lxml.html.html_to_xhtml(page)
    etree.cleanup_namespaces(page, top_nsmap={None: XHTML})
    return page


def _named(row: dict[str, Any]) -> etree._Element:
    return _E.name(_text(row["name"]))


def _some(**attributes: str | None) -> dict[str, str]:
    return {name: _text(value) for name, value in attributes.items() if value}


def _text(text: str) -> str:
    return legible(text)
