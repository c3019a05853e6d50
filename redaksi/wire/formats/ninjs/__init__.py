"""IPTC's News in JSON (https://iptc.org/standards/ninjs/): all three generations read, the newest of each written."""

import re

from redaksi.wire.formats import Certainty

from .read import read
from .write import write

__all__ = ["read", "recognizes", "write"]

_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[{\[]\s*[\"{]")
_SAYS_SO = re.compile(rb'"name"\s*:\s*"(?:\w*ninjs)"|ninjs-schema_\d', re.IGNORECASE)
_OF_OTHERS = re.compile(rb'jsonfeed\.org/version|"@context"|"\$schema"|"db"\s*:')
_PROPERTIES = re.compile(
    rb'"(uri|urgency|slugline|located|by|byline|headlines?|headline_\w+|bodies|body_\w+|descriptions?|description_\w+|renditions'
    rb"|associations|subjects?|people|person|places?|organisations?|pub[Ss]tatus|version[Cc]reated|first[Cc]reated"
    rb"|representation[Tt]ype|usage[Tt]erms|copyright[Hh]older|copyright[Nn]otice|ed[Nn]ote|alt[Ii]ds|info[Ss]ources?"
    rb'|eventDetails|events|embargoed(?:Until)?)"\s*:'
)


def recognizes(head: bytes, name: str) -> Certainty:
    """By as many of its properties as stand at the beginning."""
    if not _JSON.match(head) or _OF_OTHERS.search(head):
        return Certainty.SURE if _JSON.match(head) and _SAYS_SO.search(head) and b'"uri"' in head else Certainty.NO
    properties = set(_PROPERTIES.findall(head))
    if b"uri" in properties and (_SAYS_SO.search(head) or len(properties) >= 4):
        return Certainty.SURE
    return Certainty.LIKELY if len(properties) >= 3 and properties & {b"uri", b"bodies", b"headlines"} else Certainty.NO
