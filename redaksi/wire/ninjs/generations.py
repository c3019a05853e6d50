"""The three generations of ninjs: the first and second lifted into the third, the third lowered into theirs.

The first has small letters, one object an association and a role in a name (`headline_kicker`); the second has lists
with roles; the third has capitals within words.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from .schema import VERSIONS, is_uri

Item = dict[str, Any]

NEWEST = {1: "1.6", 2: "2.2", 3: "3.1"}
_CAPITALS = (
    *("altIds", "aspectRatio", "charCount", "contactInfo", "contentCreated", "contentType", "copyrightHolder"),
    *("copyrightNotice", "digitalSourceType", "edNote", "embargoedUntil", "encodedRights", "eventDetails", "firstCreated"),
    *("frameRate", "geoJSON", "infoSources", "langId", "linkedRights", "postalCode", "pubStatus", "representationType"),
    *("rightsInfo", "sizeInBytes", "symbolType", "trustIndicators", "usageTerms", "versionCreated", "videoCodec", "wordCount"),
)
_THIRD = {name.lower(): name for name in _CAPITALS} | {"embargoed": "embargoedUntil"}
_PLURALS = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "subject": "subjects",
    "event": "events",
    "object": "objects",
    "infosource": "infosources",
    "genre": "genres",
    "trustindicator": "trustindicators",
}
_SINGULARS = {plural: singular for singular, plural in _PLURALS.items()}
_NAMES_OF_FIRST = {"byline": "by", "$standard": "standard", "mimetype": "contenttype"}
_WITH_ROLE = re.compile(r"(headline|body|description)_(\w+)")
_LISTS = {"headline": "headlines", "body": "bodies", "description": "descriptions"}
_BODY_KINDS = {"html": "text/html", "xhtml": "application/xhtml+xml", "richtext": "application/xhtml+xml", "text": "text/plain"}
_ONLY_IN_FIRST = frozenset([*_PLURALS, *_NAMES_OF_FIRST, "headline"])
_FIRST_REPRESENTATIONS = {"complete": "full", "incomplete": "partial"}


def generation_of(item: Mapping[str, Any]) -> int:
    """As it says itself; else by the names of its properties."""
    if declared := _declared(item)[:1]:
        return int(declared) if declared in "123" else 3
    if any(name in _ONLY_IN_FIRST or _WITH_ROLE.fullmatch(name) for name in item) or isinstance(item.get("associations"), dict):
        return 1
    return 2 if any(name in _THIRD for name in _names_in(item)) else 3


def version_of(item: Mapping[str, Any]) -> str:
    """One that has a schema here: its own, or the newest of its generation."""
    declared = _declared(item)
    return declared if declared in VERSIONS else NEWEST[generation_of(item)]


def lifted(item: Mapping[str, Any]) -> Item:
    """As the third generation writes it. What is unknown keeps its name; wrong kinds of values stay what they are."""
    generation = generation_of(item)
    return dict(item) if generation == 3 else _recased(_lists(item) if generation == 1 else item, _lift_name)


def lowered(item: Item, generation: int) -> Item:
    """An item of ours as an older generation writes it."""
    if generation == 3:
        return item
    second = _recased(item, lambda name: "embargoed" if name == "embargoedUntil" else name.lower())
    for association in second.get("associations", []):
        association.pop("rel", None)
    return second if generation == 2 else _first(second)


def _declared(item: Mapping[str, Any]) -> str:
    standard = item.get("standard", item.get("$standard"))
    version = standard.get("version") if isinstance(standard, Mapping) else None
    return version if isinstance(version, str) else ""


def _names_in(item: Mapping[str, Any]) -> set[str]:
    """Its own, and those of the objects in its lists."""
    rows = [row for value in item.values() if isinstance(value, list) for row in value if isinstance(row, Mapping)]
    return {str(name) for each in (item, *rows) for name in each}


def _recased(value: Any, name_of: Callable[[str], str]) -> Any:
    if isinstance(value, Mapping):
        return {name_of(name): _recased(each, name_of) for name, each in value.items()}
    return [_recased(each, name_of) for each in value] if isinstance(value, list) else value


def _lift_name(name: str) -> str:
    return _THIRD.get(name, name)


def _lists(item: Mapping[str, Any]) -> Item:
    """The first generation as the second writes it."""
    second: Item = {}
    for name, value in item.items():
        if name == "headline" or _WITH_ROLE.fullmatch(name):
            stem, _underscore, role = name.partition("_")
            second.setdefault(_LISTS[stem], []).insert(0 if not role else 99, _with_role(stem, role or "main", value))
        elif name in _LISTS.values():
            second.setdefault(name, []).extend(_several(value))
        elif name in ("renditions", "associations") and isinstance(value, Mapping):
            second[name] = [_named(key, each) for key, each in value.items()]
        elif name == "altids" and isinstance(value, Mapping):
            second[name] = [{"role": role, "value": each} for role, given in value.items() for each in _several(given)]
        elif name in _PLURALS:
            second[_PLURALS[name]] = [_with_uri(row) for row in value] if isinstance(value, list) else value
        elif name == "representationtype" and isinstance(value, str):
            second[name] = _FIRST_REPRESENTATIONS.get(value, value)
        else:
            second[_NAMES_OF_FIRST.get(name, name)] = value
    return second


def _with_role(stem: str, role: str, value: Any) -> Item:
    kind = _BODY_KINDS.get(role.rpartition("_")[2], "") if stem != "headline" else ""
    return {"role": role, "value": value, **({"contenttype": kind} if kind else {})}


def _named(name: str, value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {"name": name, **_lists(value)}


def _with_uri(row: Any) -> Any:
    """A code in a scheme as the one address that both are together."""
    if not isinstance(row, Mapping):
        return row
    second = {name: value for name, value in row.items() if name not in ("scheme", "code")}
    scheme, code = row.get("scheme"), row.get("code")
    if isinstance(code, str):
        second |= {"literal": code}
        uri = scheme + code if isinstance(scheme, str) else code
        second |= {"uri": uri} if is_uri(uri) else {}
    return second


def _first(second: Item) -> Item:
    """The second generation as the first writes it; the association's name is a key there."""
    first: Item = {}
    for name, value in second.items():
        match name:
            case "headlines" | "bodies" | "descriptions":
                first |= {_role_in_name(name, row): row["value"] for row in value}
            case "renditions" | "associations":
                first[name] = {row["name"]: _first(_without_name(row)) for row in value}
            case "altids":
                first[name] = _by_role(value)
            case "representationtype":
                first[name] = next(old for old, new in _FIRST_REPRESENTATIONS.items() if new == value)
            case "by" | "standard" | "contenttype":
                first[next(old for old, new in _NAMES_OF_FIRST.items() if new == name)] = value
            case _ if name in _SINGULARS:
                first[_SINGULARS[name]] = [_with_code(row) for row in value]
            case _:
                first[name] = value
    return first


def _role_in_name(lists: str, row: Item) -> str:
    stem = next(stem for stem, plural in _LISTS.items() if plural == lists)
    if (stem, row.get("role")) == ("headline", "main"):
        return stem
    kind = next((short for short, kind in _BODY_KINDS.items() if kind == row.get("contenttype")), "")
    return f"{stem}_{kind if stem == 'body' and kind else row.get('role', 'main')}"


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _by_role(rows: list[Item]) -> Item:
    """One value a role, or a list where there are several."""
    values: dict[str, list[Any]] = {}
    for row in rows:
        values.setdefault(row["role"], []).append(row["value"])
    return {role: each if len(each) > 1 else each[0] for role, each in values.items()}


def _without_name(row: Item) -> Item:
    return {name: value for name, value in row.items() if name not in ("name", "rel")}


def _with_code(row: Item) -> Item:
    given = {"name": row.get("name"), "rel": row.get("rel", row.get("role")), "code": row.get("literal") or row.get("uri")}
    return {name: value for name, value in given.items() if value}
