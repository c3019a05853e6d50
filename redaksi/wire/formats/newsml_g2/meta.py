"""What is known of a news item, in the words of ninjs 3: IPTC made that of this."""

from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element as Element

from . import content
from .names import LANG, OURS, all_in, code_of, line_in, lines_of, words_of

Item = dict[str, Any]

_LISTS = {
    "person": "people",
    "animal": "subjects",
    "organisation": "organisations",
    "org": "organisations",
    "geoArea": "places",
    "poi": "places",
    "place": "places",
    "city": "places",
    "country": "places",
}
_TIMES = {"versionCreated": "versionCreated", "firstCreated": "firstCreated", "embargoed": "embargoedUntil"}
_DESCRIPTIONS = {"caption": "caption", "summary": "summary", "teaser": "teaser", "dek": "dek"}


def item_of(news: Element, notes: list[str]) -> Item:
    """What could not be read is noted; nothing is raised."""
    language = next((each.get("tag") or "" for each in all_in(news, "contentMeta", "language")), "") or news.get(LANG) or ""
    item: Item = {
        "uri": news.get("guid") or "",
        "version": news.get("version") or "",
        "type": next((code_of(each) for each in all_in(news, "itemMeta", "itemClass")), ""),
        "language": language,
        **_management(news),
        **_rights(news),
        **_lines(news),
        **_concepts(news, language.partition("-")[0]),
        "renditions": [],
        "bodies": [],
    }
    content.put(news, item, notes)
    return {name: value for name, value in item.items() if value not in ("", [], {}, None)}


def _management(news: Element) -> Item:
    times = {new: line_in(news, "itemMeta", old) for old, new in _TIMES.items()}
    notes = [lines_of(each) for each in all_in(news, "itemMeta", "edNote")]
    urgency = line_in(news, "contentMeta", "urgency")
    return {
        **times,
        "contentCreated": line_in(news, "contentMeta", "contentCreated"),
        "pubStatus": next((code_of(each) for each in all_in(news, "itemMeta", "pubStatus")), ""),
        "urgency": int(urgency) if urgency.isdecimal() and len(urgency) < 4 else None,
        "edNote": "\n".join(filter(None, notes)),
        "title": line_in(news, "itemMeta", "title"),
        "altIds": [{"role": each.get("type") or "", "value": words_of(each)} for each in all_in(news, "contentMeta", "altId")],
        "associations": [_linked(link) for link in all_in(news, "itemMeta", "link") if link.get("residref")],
    }


def _linked(link: Element) -> Item:
    title = line_in(link, "title") or line_in(link, "headline")
    headlines = [{"value": title}] if title else []
    return {"name": code_of(link, "rel") or "link", "uri": link.get("residref"), "type": "text", "headlines": headlines}


def _rights(news: Element) -> Item:
    return {
        "copyrightHolder": line_in(news, "rightsInfo", "copyrightHolder", "name"),
        "copyrightNotice": line_in(news, "rightsInfo", "copyrightNotice"),
        "usageTerms": line_in(news, "rightsInfo", "usageTerms"),
    }


def _lines(news: Element) -> Item:
    headlines = [{"role": code_of(each, "role"), "value": words_of(each)} for each in all_in(news, "contentMeta", "headline")]
    descriptions = [
        {"role": _DESCRIPTIONS.get(code_of(each, "role"), ""), "value": lines_of(each)}
        for each in all_in(news, "contentMeta", "description")
    ]
    credit = line_in(news, "contentMeta", "creditline")
    return {
        "headlines": [each for each in headlines if each["value"]],
        "descriptions": [
            *(each for each in descriptions if each["value"]),
            *([{"role": "creditline", "value": credit}] if credit else []),
        ],
        "slugline": line_in(news, "contentMeta", "slugline"),
        "by": line_in(news, "contentMeta", "by"),
        "located": line_in(news, "contentMeta", "dateline") or line_in(news, "contentMeta", "located", "name"),
    }


def _concepts(news: Element, language: str) -> Item:
    asserted = {_key(each): each for each in all_in(news, "assert")}
    found: dict[str, list[Item]] = {name: [] for name in ("people", "organisations", "places", "subjects")}
    for creator in all_in(news, "contentMeta", "creator"):
        if name := _name(creator, asserted, language):
            desk = {"literal": creator.get("literal")} if (creator.get("role") or "").startswith(f"{OURS}:") else {}
            found["people"].append({"name": name, "rel": code_of(creator, "role") or "creator", **desk})
    for subject in all_in(news, "contentMeta", "subject"):
        where = _LISTS.get(code_of(subject, "type"), "subjects")
        rel = {"rel": code_of(subject, "type")} if (subject.get("type") or "").startswith(f"{OURS}:") else {}
        found[where].append({"name": _name(subject, asserted, language), "uri": _key(subject), **rel})
    found["subjects"] += [{"name": words_of(each)} for each in all_in(news, "contentMeta", "keyword")]
    return {
        **found,
        "infoSources": list(_sources(news, asserted, language)),
        "genres": [
            {
                "name": _name(each, asserted, language),
                "literal": each.get("literal") or code_of(each),
                "uri": each.get("uri") or "",
            }
            for each in all_in(news, "contentMeta", "genre")
        ],
    }


def _sources(news: Element, asserted: dict[str, Element], language: str) -> Iterator[Item]:
    for source in all_in(news, "contentMeta", "infoSource"):
        if name := _name(source, asserted, language):
            yield {"name": name, "role": code_of(source, "role"), "uri": source.get("uri") or ""}


def _key(element: Element) -> str:
    return element.get("qcode") or element.get("uri") or element.get("literal") or ""


def _name(element: Element, asserted: dict[str, Element], language: str) -> str:
    """In the item's own language where it is given in several; else as the item says elsewhere what the code means."""
    for each in (element, asserted.get(_key(element), element)):
        names = [(name.get(LANG) or "", words_of(name)) for name in all_in(each, "name")]
        own = [name for tag, name in names if tag.partition("-")[0] in ("", language)]
        if chosen := next(filter(None, [*own, *(name for _tag, name in names)]), ""):
            return chosen
    return ""
