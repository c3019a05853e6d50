"""What a story's old address tells: which item it is, whose, when, and in which section."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_DAY = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)/")
_SECOND_LEVEL = {"ac", "co", "com", "desa", "edu", "go", "gov", "mil", "my", "net", "or", "org", "sch", "web"}
_TRACKING = ("utm_", "fbclid", "gclid", "mc_")


@dataclass(frozen=True)
class Address:
    """`url` is without what only followed its readers about."""

    url: str
    host: str = ""

    @property
    def domain(self) -> str:
        """What newsrooms register, whichever of their hosts it is: "tempo.co" of "sport.tempo.co"."""
        labels = self.host.split(".")
        is_deep = len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2
        return ".".join(labels[-3 if is_deep else -2 :])

    @property
    def day(self) -> date | None:
        match = _DAY.search(self.url)
        try:
            return date(*map(int, match.groups())) if match else None
        except ValueError:
            return None

    def section(self, sections: frozenset[str]) -> str:
        """The first part of the path, or of the host, where the paper has a section of that name."""
        parts = [*urlsplit(self.url).path.split("/")[1:2], self.host.partition(".")[0]] if self.host else []
        return next((part.replace("-", " ") for part in parts if part.replace("-", " ").casefold() in sections), "")


def address_of(written: str) -> Address:
    """Of anything that a column of addresses may hold; without a host where it is no address on the web."""
    try:
        parts = urlsplit(written.strip())
        host = (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return Address(written.strip())
    if not parts.query and not parts.fragment:
        return Address(written.strip(), host)
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not name.lower().startswith(_TRACKING)]
    return Address(urlunsplit(parts._replace(query=urlencode(query), fragment="")), host)
