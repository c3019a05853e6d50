"""Where the paper is reached: the default site's row follows SITE_URL."""

from urllib.parse import urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}


def host_and_port(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "localhost", parts.port or (443 if parts.scheme == "https" else 80)


def agrees_with_site_url() -> bool:
    from django.conf import settings
    from wagtail.models import Site

    site = Site.objects.get(is_default_site=True)
    return (site.hostname, site.port) == host_and_port(settings.SITE_URL)


def follow_site_url() -> None:
    """After a move to another host or port, pages are found and linked there."""
    from django.conf import settings
    from wagtail.models import Site

    if not agrees_with_site_url():
        site = Site.objects.get(is_default_site=True)
        site.hostname, site.port = host_and_port(settings.SITE_URL)
        site.save()


def is_loopback(host: str) -> bool:
    return host in LOOPBACK or host.startswith("127.")
