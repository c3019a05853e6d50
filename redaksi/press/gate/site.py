"""Our own site, asked from inside: every answer as it goes out, without a server."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client


class NotOurs(ValueError):
    """An address of another site."""


@dataclass(frozen=True)
class Document:
    """`address` is the whole one that was asked for."""

    address: str
    status: int
    kind: str
    body: bytes = field(repr=False)


class Site:
    """Keeps what it was told of the status of an address, for the same one is linked from many pages."""

    def __init__(self) -> None:
        parts = urlsplit(settings.SITE_URL)
        self._client = Client(raise_request_exception=False, SERVER_NAME=parts.hostname, SERVER_PORT=str(parts.port or 80))
        self._is_secure = parts.scheme == "https"
        self._statuses: dict[str, int] = {}

    def get(self, address: str) -> Document:
        """Raises `NotOurs`."""
        whole = whole_address(address)
        path = whole.removeprefix(settings.SITE_URL)
        answer = self._client.get(path, secure=self._is_secure)
        body = b"".join(answer)
        self._statuses[whole] = answer.status_code
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        return Document(whole, answer.status_code, kind, body)

    def status_of(self, address: str) -> int:
        if address not in self._statuses:
            self.get(address)
        return self._statuses[address]


def whole_address(address: str) -> str:
    """Of a path, or of a whole address of this site. Raises `NotOurs`."""
    whole = address if "://" in address else f"{settings.SITE_URL}/{address.lstrip('/')}"
    if whole != settings.SITE_URL and not whole.startswith(f"{settings.SITE_URL}/"):
        raise NotOurs(address)
    return whole if whole != settings.SITE_URL else f"{whole}/"
