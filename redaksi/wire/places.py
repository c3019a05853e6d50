"""Where on the net something may be fetched from: public places alone, so that nobody makes us knock at our own doors."""

import socket
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from redaksi.lib.open_net import is_public
from redaksi.wire.item import Unreadable


class Refused(Unreadable):
    """An address that is not fetched from, or an answer that is not taken."""


class Unreached(Unreadable):
    """Nobody answered, or not to the end; another time may do."""


def checked(url: str) -> SplitResult:
    """Its parts. Raises `Refused` for what is no plain address on the web."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(_("not an address on the web")) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or any(ord(each) <= 32 for each in url):
        raise Refused(_("not an address on the web"))
    if parts.username is not None or parts.password is not None or port == 0:
        raise Refused(_("an address with a name and a password in it"))
    return parts


def public_address(host: str, port: int, allowed_hosts: frozenset[str] = frozenset()) -> str:
    """The address to connect to. Raises `Refused` where any that the name stands for is not public."""
    try:
        found = socket.getaddrinfo(ascii_name(host), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreached(_("there is no host %(host)s") % {"host": host[:200]}) from error
    addresses = [str(each[4][0]).partition("%")[0] for each in found]
    if host not in allowed_hosts and not all(is_public(ip_address(address)) for address in addresses):
        raise Refused(_("%(host)s is not a public place") % {"host": host[:200]})
    return addresses[0]


def ascii_name(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode()
