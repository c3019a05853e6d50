"""Under which numbers and addresses an item is known: its sender's own, and those that it had with us."""

import uuid
from typing import Any
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

from redaksi.stories import digests
from redaksi.stories.copy import StoryCopy

from .properties import Properties
from .schema import is_uri

SOURCE, IDENTIFIER, SLUG, ADDRESS = "redaksi:source", "redaksi:identifier", "redaksi:slug", "redaksi:address"


def take(item: Properties, copy: StoryCopy) -> None:
    uri = item.line("uri")
    ours: dict[str, str] = {}
    others: list[str] = []
    for row in item.rows("altIds"):
        role, value = row.line("role"), row.line("value")
        if role == ADDRESS:
            copy.old_addresses.append(value)
        elif role in (SOURCE, IDENTIFIER, SLUG):
            ours[role] = value
        else:
            others.append(role)
    copy.identifier = ours.get(IDENTIFIER) or uri
    copy.source = ours.get(SOURCE) or authority_of(uri)
    copy.slug = ours.get(SLUG, "")
    if others:
        item.notes.append(_("other numbers of it, left out: %(names)s") % {"names": ", ".join(others)[:200]})


def authority_of(uri: str) -> str:
    """Who gave the address: the host, or what stands for one in "tag:example.com,2008:1" and "urn:newsml:example.com:1"."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return ""
    if parts.netloc:
        return parts.netloc.rpartition("@")[2].removeprefix("www.").casefold()
    names = parts.path.split(":")
    named = {"tag": names[0].partition(",")[0], "urn": names[1] if len(names) > 2 else ""}
    return named.get(parts.scheme, "").casefold()


def properties_of(copy: StoryCopy) -> dict[str, Any]:
    numbers = [(SOURCE, copy.source), (IDENTIFIER, copy.identifier), (SLUG, copy.slug)]
    numbers += [(ADDRESS, address) for address in copy.old_addresses]
    return {"uri": uri_of(copy), "altIds": [{"role": role, "value": value} for role, value in numbers if value]}


def uri_of(copy: StoryCopy) -> str:
    """The identifier where it is one; else a name of ours for it, always the same."""
    if is_uri(copy.identifier):
        return copy.identifier
    if copy.identifier:
        return f"urn:redaksi:{quote(copy.source, safe='')}:{quote(copy.identifier, safe='/')}"
    return uuid.uuid5(uuid.NAMESPACE_URL, digests.of(copy)).urn
