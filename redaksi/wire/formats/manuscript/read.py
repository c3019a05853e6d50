"""From a manuscript to an item; from an edition's own file to what its stories share."""

import re
from collections.abc import Iterator
from pathlib import PurePath

import tomli_w
from django.utils.translation import gettext as _

from redaksi.stories.copy import EditionCopy, StoryCopy
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import OpenedFile

from .body import Body
from .edition import edition_of
from .fields import Fields
from .head import copy_of, toml
from .pictures import PictureFolders

LIMIT = 2 * 1024 * 1024
_PARTS = re.compile(r"\s*\+\+\+[ \t]*\n(?P<head>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read(opened: OpenedFile, house: House) -> Iterator[Item | EditionCopy]:
    """One story a file. Raises `Unreadable`, naming the field."""
    decoded = opened.text(LIMIT)
    if opened.name.lower().endswith(".toml"):
        yield edition_of(decoded.text)
        return
    copy, notes = read_text(decoded.text, PictureFolders.around(opened.path))
    copy.identifier = copy.identifier or PurePath(opened.name).stem
    yield Item(opened.name, copy, unplaced=[*decoded.notes, *notes])


def read_text(text: str, folders: PictureFolders) -> tuple[StoryCopy, list[str]]:
    """The copy, and what could not be placed. Raises `Unreadable`."""
    parts = _PARTS.match(text)
    if not parts:
        raise Unreadable(_("its head begins with +++ and has no end"))
    head = Fields(toml(parts["head"]))
    copy = copy_of(head, folders)
    notes = _keep_unknown(head, parts["head"], copy)
    body = Body(text[parts.end() :], text.count("\n", 0, parts.end()) + 1, folders)
    copy.body = body.blocks()
    return copy, [*notes, *body.notes]


def _keep_unknown(head: Fields, text: str, copy: StoryCopy) -> list[str]:
    """Fields that the format does not know go into the note to the desk."""
    notes = []
    for name, value in head.left.items():
        found = re.search(rf"^\s*\[*\"?{re.escape(name)}\b", text, re.MULTILINE)
        line = text.count("\n", 0, found.end()) + 2 if found else 1
        note = _("an unknown field, kept in the note to the desk: %(field)s") % {"field": name}
        notes.append(_("line %(line)s: %(text)s") % {"line": line, "text": note})
        copy.ed_note = "\n".join(filter(None, [copy.ed_note, tomli_w.dumps({name: value}).strip()]))
    return notes
