"""Who asks, and for whom: host names that are ours, proxies that are named, the reader behind them."""

import ipaddress
import re
from collections.abc import Iterable
from typing import Any

Environ = dict[str, Any]

HOST = re.compile(r"([a-z0-9.-]+|\[[a-f0-9]*:[a-f0-9.:]+\])(?::\d{1,5})?")
REMEMBERED = 256
FARTHEST_HOPS = 20


class Hosts:
    """As Django reads ALLOWED_HOSTS: a name, `.name` with all below it, or `*`."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = [pattern.lower() for pattern in patterns]
        self.known: set[str] = set()

    def are_ours(self, written: str) -> bool:
        if written in self.known:
            return True
        found = HOST.fullmatch(written.lower())
        is_ours = found is not None and any(_fits(found[1].removesuffix("."), pattern) for pattern in self._patterns)
        if is_ours and len(self.known) < REMEMBERED:
            self.known.add(written)
        return is_ours


class Proxies:
    """Raises `ValueError` for a name that is no address and no network."""

    def __init__(self, named: Iterable[str]) -> None:
        self._networks = [ipaddress.ip_network(name, strict=False) for name in named]
        self._known: dict[str, bool] = {}

    def is_named(self, address: str) -> bool:
        if address not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[address] = self._is_inside(address)
        return self._known[address]

    def reader_of(self, environ: Environ) -> str:
        """The reader's own address: the last one on the way that is no named proxy's."""
        address = str(environ["REMOTE_ADDR"])
        hops = str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")[-FARTHEST_HOPS:]
        while self.is_named(address) and hops and (hop := hops.pop().strip()):
            if not _is_address(hop):
                break
            address = hop
        return address

    def scheme_of(self, environ: Environ) -> str:
        """`https` where a named proxy says that the reader came so."""
        if environ.get("HTTP_X_FORWARDED_PROTO") == "https" and self.is_named(environ["REMOTE_ADDR"]):
            return "https"
        return str(environ["wsgi.url_scheme"])

    def _is_inside(self, address: str) -> bool:
        return _is_address(address) and any(ipaddress.ip_address(address) in network for network in self._networks)


def _fits(domain: str, pattern: str) -> bool:
    return pattern in ("*", domain) or (pattern.startswith(".") and f".{domain}".endswith(pattern))


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
