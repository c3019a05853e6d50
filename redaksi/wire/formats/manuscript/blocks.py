"""Fenced blocks named by the trade: TOML between fences, and the block of the body it stands for."""

from collections.abc import Callable
from typing import Any

import tomli_w

from redaksi.stories.copy import BlockCopy, PhotoCopy

from .fields import Fields
from .head import photo_of
from .pictures import PictureFolders

QUOTE_FIELDS = ("speaker", "speaker_role", "attribution", "person", "source")
PHOTO_FIELDS = ("credit", "caption", "alt", "usage_terms", "creator")
TABLE_OPTIONS = {"first_row_is_table_header": True, "first_col_is_header": False, "table_header_choice": "row"}
BARE_TABLE_OPTIONS = {"first_row_is_table_header": False, "first_col_is_header": False, "table_header_choice": "neither"}


def block_of(kind: str, fields: Fields, folders: PictureFolders, rich_text: Callable[[str], str]) -> BlockCopy:
    """`kind` is one of `READERS`; `rich_text` makes markup of Markdown. Raises `Unreadable`."""
    return BlockCopy(kind, READERS[kind](fields, folders, rich_text))


def _quote(fields: Fields, folders: PictureFolders, rich_text: Callable[[str], str]) -> dict[str, Any]:
    given = {name: fields.text(name) for name in QUOTE_FIELDS}
    kept = {name: text for name, text in given.items() if text or name in ("speaker", "speaker_role")}
    return {"text": fields.needed("text"), **kept}


def _photo(fields: Fields, folders: PictureFolders, rich_text: Callable[[str], str]) -> PhotoCopy:
    return photo_of(fields, folders)


def _gallery(fields: Fields, folders: PictureFolders, rich_text: Callable[[str], str]) -> dict[str, Any]:
    return {"title": fields.text("title"), "photos": [photo_of(photo, folders) for photo in fields.tables("photos")]}


def _factbox(fields: Fields, folders: PictureFolders, rich_text: Callable[[str], str]) -> dict[str, Any]:
    return {"title": fields.text("title"), "text": rich_text(fields.text("text"))}


def _table(fields: Fields, folders: PictureFolders, rich_text: Callable[[str], str]) -> dict[str, Any]:
    header = fields.rows("header") if _is_nested(fields.left.get("header")) else [fields.texts("header")]
    rows = [row for row in [*header, *fields.rows("rows")] if row]
    width = max(map(len, rows), default=0)
    data = [row + [""] * (width - len(row)) for row in rows]
    return {"caption": fields.text("caption"), "table": {"data": data, **(TABLE_OPTIONS if header[0] else BARE_TABLE_OPTIONS)}}


def _is_nested(header: Any) -> bool:
    return isinstance(header, list) and bool(header) and isinstance(header[0], list)


def _embed(fields: Fields, folders: PictureFolders, rich_text: Callable[[str], str]) -> dict[str, Any]:
    return {"url": fields.needed("url"), "caption": fields.text("caption")}


def _related(fields: Fields, folders: PictureFolders, rich_text: Callable[[str], str]) -> dict[str, Any]:
    return {"story": fields.needed("story")}


READERS: dict[str, Callable[[Fields, PictureFolders, Callable[[str], str]], Any]] = {
    "quote": _quote,
    "photo": _photo,
    "gallery": _gallery,
    "factbox": _factbox,
    "table": _table,
    "embed": _embed,
    "related": _related,
}


def toml_of(block: BlockCopy, markdown: Callable[[str], str]) -> str:
    """The TOML of a block that has a fence of its own; `markdown` makes Markdown of markup."""
    value = block.value
    match block.kind:
        case "photo":
            value = photo_fields(value)
        case "gallery":
            value = {"title": value.get("title", ""), "photos": [photo_fields(photo) for photo in value["photos"]]}
        case "factbox":
            value = {"title": value["title"], "text": markdown(value["text"])}
        case "table":
            value = _table_fields(value)
    return dumped({name: each for name, each in value.items() if each not in ("", None)})


def photo_fields(photo: PhotoCopy) -> dict[str, str]:
    given = {"file": photo.file, **{name: getattr(photo, name) for name in PHOTO_FIELDS}}
    if photo.digital_source_type != "digitalCapture":
        given["digital_source_type"] = photo.digital_source_type
    return {name: text for name, text in given.items() if text}


def _table_fields(value: dict[str, Any]) -> dict[str, Any]:
    data = value["table"]["data"]
    has_header = value["table"].get("first_row_is_table_header")
    header = {"header": data[0]} if has_header and data else {}
    return {"caption": value.get("caption", ""), **header, "rows": data[1:] if has_header else data}


def dumped(table: dict[str, Any]) -> str:
    """TOML with its long texts over several lines, where that changes no character of them."""
    is_plain = "\r" not in str(list(table.values()))
    return tomli_w.dumps(table, multiline_strings=is_plain)
