import pytest
from django.utils import timezone

from redaksi.cli.demo import front, sample
from redaksi.stories.models import Story
from redaksi.wire import intake

FULL_OF_BLOCKS = "Putaran Kedua Hasilkan Koridor Kemanusiaan, Perang Jalan Terus"


@pytest.fixture
def edition(paper, index, settings):
    """The demo edition, as it is loaded for a newcomer; its photographs are developed when a page first shows them."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    report = intake.bring([sample.EDITION], as_="published")
    assert report.skipped == []
    front.say_it_is_a_demo()
    front.lay_out()
    index.step()
    return report


@pytest.fixture
def story(edition) -> Story:
    return Story.objects.published().get(title=FULL_OF_BLOCKS)


@pytest.fixture
def addresses(story) -> dict[str, str]:
    """One address of each kind of page."""
    return {
        "front": "/",
        "section": story.section.url,
        "story": story.address,
        "topic": story.topics[0].get_absolute_url(),
        "storyline": story.storyline.get_absolute_url(),
        "contributor": story.authors[0].get_absolute_url(),
        "search": "/cari/?q=koridor",
        "search, narrowed": "/cari/?q=prundingan&tahun=2022&sejak=2022-03",
        "search, nothing found": "/cari/?q=koridor+gajah+penulis:siapa",
        "day": f"/arsip/{timezone.localdate(story.published_at):%Y/%m/%d}/",
        "masthead": "/redaksi/",
        "policy": "/koreksi/",
        "pattern": "/pola/",
        "log-in": "/akun/login/",
        "missing": "/tidak-ada/",
    }
