"""One sealed message to one push service: to a public place, by https, without following anybody elsewhere."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

import urllib3
from django.conf import settings

from redaksi.audience.breaking.envelope import Unusable
from redaksi.lib.open_net import is_public

SECONDS = 10.0


class Answer(NamedTuple):
    """`wait`: the seconds after which the service asks to be asked again; 0 where it does not say."""

    status: int
    wait: float = 0.0


def checked(endpoint: str) -> SplitResult:
    """Its parts. Raises `Unusable`; plain http only for a host that the installation names (`FETCH_ALLOWED_HOSTS`)."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError as error:
        raise Unusable("endpoint") from error
    is_ours = parts.hostname in settings.FETCH_ALLOWED_HOSTS
    if not parts.hostname or not endpoint.isascii() or any(ord(each) <= 32 for each in endpoint) or port == 0:
        raise Unusable("endpoint")
    if parts.username is not None or parts.password is not None or parts.scheme not in ("https", *(["http"] * is_ours)):
        raise Unusable("endpoint")
    return parts


def post(endpoint: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """The name is resolved once and the address that was checked is the one that is connected to.

    Raises `Unusable` for what may not be posted to, `OSError` or `urllib3.exceptions.HTTPError` where nobody answers.
    """
    parts = checked(endpoint)
    host = str(parts.hostname)
    is_safe = parts.scheme == "https"
    port = parts.port or (443 if is_safe else 80)
    told = {"Host": parts.netloc, "User-Agent": f"Redaksi (+{settings.SITE_URL})", **headers}
    timeout = urllib3.Timeout(total=SECONDS)
    address = _address(host, port)
    if is_safe:
        pool: urllib3.HTTPConnectionPool = urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, server_hostname=host, assert_hostname=host
        )
    else:
        pool = urllib3.HTTPConnectionPool(address, port, timeout=timeout)
    target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    with pool:
        answer = pool.urlopen("POST", target, body, told, retries=False, redirect=False, preload_content=False)
        answer.close()
        return Answer(answer.status, seconds_to_wait(answer.headers.get("Retry-After", "")))


def seconds_to_wait(written: str) -> float:
    """`Retry-After` in both of its forms (RFC 9110, 10.2.3): seconds, or a date; 0 for what is neither, or is over."""
    if written.isascii() and written.isdigit():
        return float(written) if len(written) < 9 else 0.0
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError):
        return 0.0
    return max(0.0, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - time.time())


def _address(host: str, port: int) -> str:
    found = [str(each[4][0]).partition("%")[0] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if host not in settings.FETCH_ALLOWED_HOSTS and not all(is_public(ip_address(each)) for each in found):
        raise Unusable("endpoint")
    return found[0]
