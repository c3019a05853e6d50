"""Tokens that nobody has: who tries many is not listened to for a while."""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

MOST = 20
WINDOW_SECONDS = 10 * 60


def are_too_many(request: HttpRequest) -> bool:
    return cache.get(_key(request), 0) >= MOST


def count(request: HttpRequest) -> None:
    key = _key(request)
    cache.set(key, cache.get(key, 0) + 1, WINDOW_SECONDS)


def _key(request: HttpRequest) -> str:
    return f"partner-guesses:{_address(request)}:{int(time.time()) // WINDOW_SECONDS}"


def _address(request: HttpRequest) -> str:
    """As for log-ins: behind proxies of ours that of their client, where `TRUSTED_PROXIES` counts them."""
    try:
        return str(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied):
        return request.META.get("REMOTE_ADDR", "")
