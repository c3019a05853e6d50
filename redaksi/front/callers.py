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
    now = int(time.time())
    key = f"asked-by:{_address(request)}:{now // WINDOW_SECONDS}"
    asked = cache.get(key, 0) + 1
    cache.set(key, asked, WINDOW_SECONDS)
    return WINDOW_SECONDS - now % WINDOW_SECONDS if asked > MOST else 0


def _address(request: HttpRequest) -> str:
    """As for log-ins: behind proxies of ours that of their client."""
    try:
        return str(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied):
        return request.META.get("REMOTE_ADDR", "")
