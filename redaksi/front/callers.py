"""How often one address may ask for what programs ask for: counted in the cache that all processes share."""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

MOST = 60
WINDOW_SECONDS = 60


def has_to_wait(request: HttpRequest) -> int:
    """Counts this request; so many seconds until the next one is answered, 0 where this one is."""
    is_over = count(request, "asked-by", WINDOW_SECONDS) > MOST
    return WINDOW_SECONDS - int(time.time()) % WINDOW_SECONDS if is_over else 0


def count(request: HttpRequest, what: str, window: int) -> int:
    """Counts this request of its address; how many of this kind there were in these so many seconds, this one included."""
    key = f"{what}:{_address(request)}:{int(time.time()) // window}"
    asked = cache.get(key, 0) + 1
    cache.set(key, asked, window)
    return asked


def _address(request: HttpRequest) -> str:
    """As for log-ins: behind proxies of ours that of their client."""
    try:
        return str(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied):
        return request.META.get("REMOTE_ADDR", "")
