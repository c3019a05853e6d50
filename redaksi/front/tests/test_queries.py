"""How often each kind of page asks the database: as often for 300 stories as for 3."""

import pytest
from django.urls import reverse
from django.utils import timezone

from redaksi.audience import most_read
from redaksi.audience.tests import crowds
from redaksi.front.tests import editions
from redaksi.stories.models import FrontPlace

pytestmark = pytest.mark.django_db


def day_of(story):
    return reverse("day", args=timezone.localdate(story.published_at).strftime("%Y %m %d").split())


# Kind of page: where it is, and how many queries it takes. One of them is always the frame's: whether it is as it was.
PAGES = {
    "front page": (lambda story: "/", 12),
    "section": (lambda story: "/dunia/", 11),
    "story": (lambda story: story.address, 16),
    "topic": (lambda story: "/topik/pelabuhan/", 4),
    "storyline": (lambda story: "/rangkaian/kebakaran-beruntun/", 4),
    "contributor": (lambda story: "/penulis/sisi/", 4),
    "search": (lambda story: "/cari/?q=berita", 6),
    "most read": (lambda story: "/terpopuler/", 5),
    "day": (day_of, 5),
    "masthead": (lambda story: "/redaksi/", 2),
    "policy": (lambda story: "/privasi/", 7),
    "ledger": (lambda story: "/koreksi/", 4),
    "not found": (lambda story: "/tidak-ada/", 6),
}


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize("kind", PAGES)
def test_each_page_asks_as_often_for_300_stories_as_for_3(paper, index, client, django_assert_num_queries, kind, count):
    story = editions.take_over(count)[0]
    index.settle()
    crowds.read(crowds.body("seorang", story))
    most_read.renew()
    FrontPlace.objects.create(front_page=paper, story=story)
    where, queries = PAGES[kind]
    address = where(story)
    client.get(address)  # renditions are made once, sites and content types are remembered
    with django_assert_num_queries(queries):
        client.get(address)
