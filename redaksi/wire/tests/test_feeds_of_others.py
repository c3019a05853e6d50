"""Whatever other parsers' test suites hold: each file as one look at one feed."""

from datetime import UTC, datetime

import pytest

from redaksi.wire import bulletin, incoming
from redaksi.wire.bulletin import Bulletin
from redaksi.wire.item import Unreadable
from redaksi.wire.models import Incoming
from redaksi.wire.reading import our_house
from redaksi.wire.receiving import Receiving
from redaksi.wire.tests.feeding import make_feed
from redaksi.wire.tests.material import FOLDER

FEEDS = FOLDER / "feeds"

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not FEEDS.is_dir(), reason=f"no feeds at {FEEDS}")]


def read(path, house) -> Bulletin | str:
    try:
        return bulletin.read(path.read_bytes(), f"https://k.id/{path.name}", house)
    except Unreadable as unreadable:
        return str(unreadable)


def test_every_feed_is_taken_in_or_refused_with_a_line(paper):
    house, feed, long_ago = our_house(), make_feed(), datetime(1990, 1, 1, tzinfo=UTC)
    paths = sorted(path for path in FEEDS.rglob("*") if path.suffix in (".xml", ".json") and "expected" not in path.name)
    told = [read(path, house) for path in paths]
    bulletins = [each for each in told if isinstance(each, Bulletin)]
    receipts = [Receiving(feed, each, long_ago).keep() for each in bulletins]
    kept = list(Incoming.objects.all())
    assert [each for each in told if isinstance(each, str) and (not each or "\n" in each)] == []
    assert (len(bulletins), len(told) - len(bulletins)) == (1663, 8)
    assert (sum(len(each.items) for each in bulletins), len(kept)) == (336, sum(receipt.new for receipt in receipts))
    assert [item.headline for item in kept if not item.headline or incoming.copy_of(item).headline[:255] != item.headline] == []
