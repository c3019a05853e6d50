"""From a file of ninjs, one item or a list of them, to items."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from redaksi.wire import ninjs
from redaksi.wire.item import House, Item, Unreadable, Withdrawn
from redaksi.wire.opened import OpenedFile
from redaksi.wire.refusal import Refusal
from redaksi.wire.status import Status

DEEPEST = 60  # levels; an item that others write has about ten


def read(opened: OpenedFile, house: House) -> Iterator[Item | Refusal]:
    """Raises `Unreadable` for a file of one item; of a list each that does not come in is told by itself."""
    decoded = opened.text()
    given = parsed(decoded.text)
    if isinstance(given, Mapping):
        yield _item(given, opened.name, house, decoded.notes)
        return
    for number, each in enumerate(given, start=1):
        name = f"{opened.name}#{number}"
        try:
            yield _item(each, name, house, decoded.notes if number == 1 else ())
        except Unreadable as unreadable:
            yield Refusal.because(name, unreadable)


def parsed(text: str) -> Mapping[str, Any] | list[Any]:
    """Raises `Unreadable`."""
    try:
        given = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "error": error.msg}
        raise Unreadable(_("not valid JSON: line %(line)s: %(error)s") % place) from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits; brackets without end
        raise Unreadable(_("JSON that nobody means: %(error)s") % {"error": str(error)[:100]}) from error
    if not isinstance(given, Mapping | list) or not given:
        raise Unreadable(_("JSON without an item in it"))
    if _is_deeper_than(given, DEEPEST):
        raise Unreadable(_("JSON nested more than %(levels)s levels deep") % {"levels": DEEPEST})
    return given


def _is_deeper_than(value: Any, levels: int) -> bool:
    """Level by level: a recursive look would not survive what it looks for."""
    level = [value]
    for _number in range(levels):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return False
    return True


def _inside(value: Any) -> Iterator[Any]:
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return (each for each in inner if isinstance(each, Mapping | list))


def _item(given: Any, name: str, house: House, notes: tuple[str, ...]) -> Item:
    if not isinstance(given, Mapping):
        raise Unreadable(_("no item, which is an object with properties"))
    received = ninjs.received(given, house.zone)
    if received.status is Status.CANCELED:
        message = _("withdrawn by its sender: %(headline)s") % {"headline": received.copy.headline[:100]}
        raise Withdrawn(message, received.copy.identifier)
    if received.status is Status.WITHHELD:
        received.copy.published_at = None
        received.notes.append(_("withheld by its sender: a draft, until it is released"))
    return Item(name, received.copy, medium=received.medium, unplaced=[*notes, *received.notes])
