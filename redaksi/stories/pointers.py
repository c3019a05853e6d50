"""What a version of a story points at (people, pictures, other stories), so that its ids can be spelled another way.

A version's content is what Wagtail stores of it: ids of this database's rows. They mean other rows anywhere else.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

Rename = Callable[[str, Any], Any]
"""From a kind (photo, topic, contributor, source, storyline, story, user) and an id to what is put in its place."""
Text = Callable[[str], str]

FIELDS = {"lead_photo": "photo", "storyline": "storyline", "owner": "user"}
LINKS = {"bylines": "contributor", "story_topics": "topic", "story_sources": "source"}
OF_ITS_PLACE = frozenset(
    [
        *("pk", "id", "page_ptr", "path", "depth", "numchild", "url_path", "content_type", "locale", "section", "alias_of"),
        *("latest_revision", "live_revision", "locked", "locked_at", "locked_by", "wagtail_admin_comments", "comments"),
        *("latest_revision_created_at", "index_entries"),
    ]
)
"""What says where a row stands in its own database, and nothing of the story."""
_TO_PAGE = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*>')
_ID = re.compile(r'\bid="([^"]*)"')


def renamed(content: dict[str, Any], rename: Rename, text: Text = str) -> dict[str, Any]:
    """The content with everything that it points at spelled as `rename` says, and its body as a list of blocks.

    `text` is given each piece of rich text. Raises `KeyError`, `TypeError` and their like for what is no content.
    """
    left = {name: value for name, value in content.items() if name not in OF_ITS_PLACE}
    for name, kind in FIELDS.items():
        left[name] = _renamed(left.get(name), kind, rename)
    for name, kind in LINKS.items():
        links = [{**link, kind: _renamed(link[kind], kind, rename), "pk": None} for link in left.get(name) or []]
        left[name] = [link for link in links if link[kind] is not None]
    body = left.get("body") or []
    left["body"] = _body(json.loads(body) if isinstance(body, str) else body, rename, text)
    return left


def _body(blocks: Iterable[dict[str, Any]], rename: Rename, text: Text) -> list[dict[str, Any]]:
    return [{**block, "value": _value(block["type"], block["value"], rename, text)} for block in blocks]


def _value(kind: str, value: Any, rename: Rename, text: Text) -> Any:
    match kind:
        case "text":
            return text(_linked(value, rename))
        case "factbox":
            return {**value, "text": text(_linked(value["text"], rename))}
        case "list":
            return {**value, "items": _items(value["items"], lambda item: text(_linked(item, rename)))}
        case "photo":
            return {**value, "photo": _renamed(value["photo"], "photo", rename)}
        case "gallery":
            return {**value, "photos": _items(value["photos"], lambda shown: _value("photo", shown, rename, text))}
        case "quote":
            kinds = {"person": "topic", "source": "source"}
            return value | {name: _renamed(value.get(name), each, rename) for name, each in kinds.items()}
        case "related":
            return {**value, "story": _renamed(value.get("story"), "story", rename)}
    return value


def _items(items: Iterable[Any], change: Callable[[Any], Any]) -> list[Any]:
    """Of a list block, whichever of two ways it was stored."""
    return [
        {**item, "value": change(item["value"])} if isinstance(item, dict) and item.get("type") == "item" else change(item)
        for item in items
    ]


def _linked(html: str, rename: Rename) -> str:
    return _TO_PAGE.sub(lambda link: _link(link[0], rename), html)


def _link(tag: str, rename: Rename) -> str:
    found = _ID.search(tag)
    target = _renamed(found[1], "story", rename) if found else None
    return _ID.sub(f'id="{target}"', tag) if target is not None else "<a>"


def _renamed(key: Any, kind: str, rename: Rename) -> Any:
    return None if key in (None, "") else rename(kind, key)
