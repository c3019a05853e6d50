"""The bytes of a page as a tree of elements."""

import codecs
import re

from django.utils.translation import gettext as _
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from redaksi.wire.encoding import Decoded, decode
from redaksi.wire.item import Unreadable

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)
# What browsers read as Windows-1252, whatever it is called.
_WESTERN = {"iso8859-1", "ascii", "latin-1", "latin_1", "cp1252", "utf-8"}
SEARCHED = 4096


def text_of(raw: bytes) -> Decoded:
    """As UTF-8, else as the page declares, else as Windows of old. Raises `Unreadable` for what is no text."""
    if not raw.strip():
        raise Unreadable(_("an empty file"))
    encoding = _declared(raw)
    if raw.startswith(_MARKS) or _is_utf8(raw) or not encoding:
        return decode(raw)
    decoded = decode(raw.decode(encoding, "replace").encode())
    return Decoded(decoded.text, (_("read as %(encoding)s, as the page says") % {"encoding": encoding}, *decoded.notes))


def _declared(raw: bytes) -> str:
    found = _CHARSET.search(raw[:SEARCHED])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
        b"".decode(name or "utf-8")
    except LookupError:
        return ""
    return "" if name in _WESTERN else name


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def tree_of(text: str) -> HtmlElement:
    """Raises `Unreadable` where there is no element in it."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable(_("no page in it")) from error
