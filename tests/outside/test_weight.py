"""What a story page weighs on the wire, without its photographs."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.django_db
KILOBYTE = 1024


def compressed(content: bytes) -> int:
    return len(brotli.compress(content, quality=9))


def asset(address: str) -> bytes:
    return Path(finders.find(address.removeprefix("/static/"))).read_bytes()


def test_a_story_page_is_light_and_asks_no_other_host(client, story):
    page = client.get(story.address).content.decode()
    styles = set(re.findall(r'<link rel="stylesheet" href="([^"]+)"', page))
    scripts = set(re.findall(r'<script[^>]+src="([^"]+)"', page))
    css = b"".join(asset(address) for address in styles)
    fonts = set(re.findall(r"[\w./-]+\.woff2", css.decode()))
    font_bytes = sum(asset(f"front/fonts/{Path(font).name}").__len__() for font in fonts)
    css_bytes, js_bytes = compressed(css), sum(compressed(asset(address)) for address in scripts)
    html_bytes = compressed(page.encode())

    assert len(styles) == 1
    assert css_bytes < 20 * KILOBYTE
    assert js_bytes < 10 * KILOBYTE
    assert len(fonts) <= 2
    assert html_bytes + css_bytes + js_bytes <= 60 * KILOBYTE
    assert html_bytes + css_bytes + js_bytes + font_bytes <= 100 * KILOBYTE
    loading = r'<(?:img|script|source|iframe|link rel="(?:stylesheet|preload|icon)")'
    loaded = re.findall(loading + r'[^>]+(?:src|href)="([^"]+)"', page)
    assert [address for address in loaded if not address.startswith("/")] == []


def test_nothing_stands_inline(client, addresses):
    for kind, address in addresses.items():
        page = client.get(address).content.decode()
        assert re.findall(r"<style|\sstyle=\"|\son[a-z]+=\"|javascript:", page) == [], kind
        inline = re.findall(r"<script(?![^>]*src=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>", page)
        assert inline == [], kind
