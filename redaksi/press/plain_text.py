"""Text as XML and JSON may carry it."""

import re
from xml.sax.saxutils import escape

# What XML 1.0 has no way to say (https://www.w3.org/TR/xml/#charsets), and halves of characters.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def sayable(text: str) -> str:
    """Without what no XML file can hold, whatever was pasted into the field."""
    return _UNSAYABLE.sub("", text)


def in_xml(text: str) -> str:
    """As the content of an element or of an attribute in double quotes."""
    return escape(sayable(text), {'"': "&quot;"})
