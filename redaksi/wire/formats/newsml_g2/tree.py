"""XML as it may come in: no document type, no entities, nothing fetched, no deeper than a person would nest."""

import re

from django.utils.translation import gettext as _
from lxml import etree

from redaksi.wire.item import Unreadable
from redaksi.wire.opened import TEXT_LIMIT, OpenedFile

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"\s*<\?xml\b[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_DOCTYPE = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*<!DOCTYPE", re.DOTALL)


def tree_of(opened: OpenedFile) -> tuple[etree._Element, tuple[str, ...]]:
    """Its root, and what was noted on the way. Raises `Unreadable`, in a line."""
    text, notes = _text(opened)
    if _DOCTYPE.match(text):
        raise Unreadable(_("XML with a document type of its own, which may hide anything: not read"))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=False, remove_pis=True
    )
    try:
        return etree.fromstring(_DECLARATION.sub("", text, count=1).strip().encode(), parser), notes
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(_("not valid XML: %(error)s") % {"error": " ".join(str(error).split())[:160]}) from error


def _text(opened: OpenedFile) -> tuple[str, tuple[str, ...]]:
    """In the encoding that it declares, where there is such a one and the rest is in it."""
    declared = _ENCODING.match(opened.head)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return opened.stream.read(TEXT_LIMIT).decode(declared[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            opened.stream.seek(0)
    decoded = opened.text()
    return decoded.text, decoded.notes
