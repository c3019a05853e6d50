"""Namespaces and the codes in them."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from redaksi.wire.legible import legible, line

NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"
_INDENTED = re.compile(r"[ \t]*\n[ \t]{2,}")
OURS = "redaksi"
OUR_CODES = "urn:redaksi:codes:"


def name_of(element: Element) -> str:
    """Without its namespace; empty for remarks and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def all_in(element: Element, *path: str) -> Iterator[Element]:
    """The elements at the end of this path, all of them NewsML-G2's own."""
    return element.iterfind("/".join(f"{{{NAR}}}{name}" for name in path))


def line_in(element: Element, *path: str) -> str:
    """The first that has words."""
    return next(filter(None, map(words_of, all_in(element, *path))), "")


def words_of(element: Element) -> str:
    return line("".join(element.itertext()))


def lines_of(element: Element) -> str:
    """Its lines, where they are more than the file's own indentation."""
    return legible(_INDENTED.sub(" ", "".join(element.itertext()))).strip()


def code_of(element: Element, name: str = "qcode") -> str:
    """What is behind the colon of "ninat:text"."""
    return (element.get(name) or "").rpartition(":")[2].strip()
