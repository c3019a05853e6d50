"""Caches outside of the house (Cloudflare, CloudFront, Varnish …), through Wagtail's own backends: off until one is named."""

from collections.abc import Sequence
from itertools import batched

from django.conf import settings
from django.tasks import task

BATCH = 30  # Cloudflare takes 30 addresses at once, the fewest of all
URGENT, USUAL = 90, 0
MOST = 3_000  # beyond it their own short time to live is faster


def purge(addresses: Sequence[str], is_urgent: bool) -> None:
    """Have the worker tell them that these pages changed; what was withdrawn or corrected goes first."""
    if not settings.WAGTAILFRONTENDCACHE:
        return
    for some in batched(addresses[:MOST], BATCH):
        urls = [settings.SITE_URL + address for address in some]
        purge_urls.using(priority=URGENT if is_urgent else USUAL).enqueue(urls)


@task
def purge_urls(urls: list[str]) -> int:
    from wagtail.contrib.frontend_cache.utils import get_backends

    for backend in get_backends().values():
        backend.purge_batch(urls)
    return len(urls)
