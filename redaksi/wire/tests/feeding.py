"""Feeds as tests write them, and rows as a feed would have left them."""

from datetime import UTC, datetime

from redaksi.stories.copy import StoryCopy
from redaksi.wire.bulletin import stored
from redaksi.wire.models import Feed, Incoming

NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)


def rss(*items, title="Kantor Berita"):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'.encode()


def item(headline="Kebakaran di pelabuhan", guid="1", link="https://kantor.id/1", text="Api membakar gudang.", extra=""):
    named = f"<guid>{guid}</guid>" if guid else ""
    linked = f"<link>{link}</link>" if link else ""
    return f"<item><title>{headline}</title>{named}{linked}<description>{text}</description>{extra}</item>"


def make_feed(url="https://kantor.id/rss", **fields):
    return Feed.objects.create(**{"name": "Kantor Berita", "url": url, "is_on": True, **fields})


def make_item(feed, headline="Kebakaran di pelabuhan", copy=None, **fields):
    made = Incoming.objects.count() + 1
    url = f"https://kantor.id/{made}"
    copy = copy or StoryCopy(headline, identifier=url)
    given = {"identifier": url, "url": url, "digest": "x", "received_at": NOW, "in_feed_at": NOW, **fields}
    return Incoming.objects.create(feed=feed, headline=copy.headline, copy=stored(copy), **given)
