"""Links: unsafe addresses, dead ones as far as the worker looked them up, and stories of ours that readers cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from redaksi.desk.checking import Finding, Part, Result, Text
from redaksi.desk.checking.house import of_gate
from redaksi.wire import asked_links

_SAFE = {"http", "https", "mailto", "tel", ""}
_SHORTENERS = {"bit.ly", "tinyurl.com", "s.id", "t.co", "goo.gl", "cutt.ly", "is.gd", "ow.ly"}
_IN_TEXT = re.compile(r"https?://[^\s\"”'<>)]+")


def check(text: Text) -> Iterator[Finding]:
    for part, address in addresses(text):
        if reason := _reason_against(address):
            yield _finding(part, address, *reason)
    if text.is_for_publication:
        return
    yield from _dead(text)
    for finding in of_gate(text):
        if finding.rule == "links":
            yield Finding("tautan", Result.WARN, finding.where, 0, 0, "", finding.message)


def addresses(text: Text) -> list[tuple[Part, str]]:
    """Everywhere that a text leads to, linked or written out, each with where it stands."""
    return [*text.links, *_written(text)]


def _dead(text: Text) -> Iterator[Finding]:
    """From what is known already: a check asks nobody outside. One query, for a story with links where it is switched on."""
    found = addresses(text)
    if text.story is None or not found or not settings.LOOK_UP_LINKS:
        return
    known = asked_links.dead(address for _part, address in found)
    for part, address in found:
        if row := known.get(address):
            told = {"address": address[:80], "why": row.trouble, "when": date_format(localtime(row.asked_at), "j F, H.i")}
            yield _finding(part, address, _("A dead link: %(address)s. Asked on %(when)s: %(why)s.") % told, Result.WARN)


def _finding(part: Part, address: str, message: str, result: Result) -> Finding:
    start = max(0, part.text.find(address))
    words = address if part.text.startswith(address, start) else ""
    end = start + len(words)
    return Finding("tautan", result, part.field, part.start + start, part.start + end, words, message, block=part.block)


def _written(text: Text) -> Iterator[tuple[Part, str]]:
    for part in text.prose:
        for found in _IN_TEXT.finditer(part.text):
            yield part, found[0].rstrip(".,;:")


def _reason_against(address: str) -> tuple[str, Result] | None:
    named = {"address": address[:80]}
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return _("This is no address: %(address)s") % named, Result.WARN
    if parts.scheme.lower() not in _SAFE:
        return _("An unsafe link: %(address)s") % named, Result.STOP
    if parts.username or _is_number(host):
        return _("A link that hides where it leads: %(address)s") % named, Result.STOP
    if host in _SHORTENERS:
        return _("A shortened link: write the address that it leads to. %(address)s") % named, Result.WARN
    if host.startswith("xn--") or ".xn--" in host:
        return _("The address has letters that may deceive: %(address)s") % named, Result.WARN
    return None


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
