"""A story's copy as JSON, whole: what lies beside an item in an archive, for all that the item's own format cannot say.

No format: nobody else reads it, and it is never guessed at. `load(dump(copy)) == copy`.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.wire.item import Unreadable

VERSION = 1
DEEPEST = 50  # levels within a block; a table has five


def dump(copy: StoryCopy) -> dict[str, Any]:
    """Only what JSON knows. Where pictures lie on disk is no part of it."""
    return {"sidecar": VERSION, "story": dumped(copy)}


def load(sidecar: Any) -> StoryCopy:
    """Raises `Unreadable` with the path of the first thing that is not as `dump` writes it."""
    if not isinstance(sidecar, Mapping) or "sidecar" not in sidecar:
        raise Unreadable(_("not a sidecar: it does not say which version it has"))
    if sidecar["sidecar"] != VERSION or isinstance(sidecar["sidecar"], bool):
        message = _("a sidecar of version %(found)s; this Redaksi reads version %(known)s")
        raise Unreadable(message % {"found": str(sidecar["sidecar"])[:20], "known": VERSION})
    if sidecar.keys() != {"sidecar", "story"}:
        raise _wrong("", _("“sidecar” and “story” and nothing else"))
    return loaded(StoryCopy, sidecar["story"], "story")


def dumped(value: Any) -> Any:
    """A record of ours, dataclasses in dataclasses, as JSON has it; `loaded` makes it of that again."""
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):
        kind: Any = type(value)
        return {each.name: dumped(getattr(value, each.name)) for each in _own(kind)}
    if isinstance(value, Mapping):
        return {key: dumped(each) for key, each in value.items()}
    return [dumped(each) for each in value] if isinstance(value, list | tuple) else value


@cache
def _own(kind: Any) -> tuple[Field[Any], ...]:
    return tuple(each for each in fields(kind) if each.compare)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def loaded(kind: Any, value: Any, where: str) -> Any:
    """`value` as what an annotation asks for; `where` is what a person is told where it is not. Raises `Unreadable`."""
    if isinstance(kind, UnionType):
        (inner,) = (each for each in get_args(kind) if each is not NoneType)
        return None if value is None else loaded(inner, value, where)
    if get_origin(kind) in (list, tuple):
        inner = get_args(kind)[0]
        rows = [loaded(inner, each, f"{where}[{index}]") for index, each in enumerate(_of(list, value, where))]
        return get_origin(kind)(rows)
    if get_origin(kind) is dict:
        return _json(_of(dict, value, where), where)
    if kind is BlockCopy:
        return _block(value, where)
    if is_dataclass(kind):
        return _record(kind, value, where)
    return _moment(value, where) if kind is datetime else _of(kind, value, where)


def _record(kind: Any, value: Any, where: str) -> Any:
    given = _of(dict, value, where)
    own, hints = {each.name: each for each in _own(kind)}, _hints(kind)
    for name in given.keys() - own.keys():
        raise _wrong(f"{where}.{str(name)[:60]}", _("a field that a sidecar has"))
    for name, each in own.items():
        if name not in given and each.default is MISSING and each.default_factory is MISSING:
            raise _wrong(f"{where}.{name}", _("there"))
    return kind(**{name: loaded(hints[name], given[name], f"{where}.{name}") for name in own if name in given})


def _block(value: Any, where: str) -> BlockCopy:
    given = _of(dict, value, where)
    if given.keys() != {"kind", "value"}:
        raise _wrong(where, _("a block: “kind” and “value”"))
    kind = _of(str, given["kind"], f"{where}.kind")
    return BlockCopy(kind, _BLOCKS.get(kind, _json)(given["value"], f"{where}.value"))


def _photo(value: Any, where: str) -> PhotoCopy:
    return loaded(PhotoCopy, value, where)


def _gallery(value: Any, where: str) -> dict[str, Any]:
    given = dict(_of(dict, value, where))
    photos = loaded(list[PhotoCopy], given.pop("photos", None), f"{where}.photos")
    return {**_json(given, where), "photos": photos}


_BLOCKS: dict[str, Callable[[Any, str], Any]] = {"photo": _photo, "gallery": _gallery}


def _json(value: Any, where: str, depth: int = 0) -> Any:
    """A value of a block, a copy of its own."""
    if depth > DEEPEST:
        raise _wrong(where[:80], _("flatter than this"))
    if isinstance(value, dict):
        return {_of(str, name, where): _json(each, f"{where}.{name}", depth + 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_json(each, f"{where}[{index}]", depth + 1) for index, each in enumerate(value)]
    if value is not None and not isinstance(value, str | int | float):
        raise _wrong(where, _("JSON"))
    return value


def _moment(value: Any, where: str) -> datetime:
    try:
        return datetime.fromisoformat(_of(str, value, where))
    except ValueError as error:
        raise _wrong(where, _("a date and a time, like 2022-02-28T22:40:00+07:00")) from error


def _of(kind: type, value: Any, where: str) -> Any:
    """Truth is no number here."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise _wrong(
            where,
            {str: _("a text"), int: _("a whole number"), bool: _("true or false"), list: _("a list")}.get(kind, _("a table")),
        )
    return value


def _wrong(where: str, wanted: str) -> Unreadable:
    return Unreadable(_("not a whole sidecar: “%(field)s” has to be %(wanted)s") % {"field": where or ".", "wanted": wanted})
