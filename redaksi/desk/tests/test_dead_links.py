"""Links of drafts, looked up by the worker, read by the check."""

import pytest

from redaksi.desk import dead_links
from redaksi.desk.checking import checks
from redaksi.desk.checking.of_story import text_of
from redaksi.stories.tests.builders import make_draft, make_section
from redaksi.wire.tests.servers import answer_with, fetcher, server

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """A page is there where its address does not end with `hilang`."""
    with server(lambda handler: answer_with(handler, status=404 if "hilang" in handler.path else 200)) as (url, seen):
        yield url.replace("127.0.0.1", "localhost"), seen


@pytest.fixture
def switched_on(settings):
    settings.LOOK_UP_LINKS = True


def draft_with(*links):
    return make_draft(make_section(), texts=["Baca " + " ".join(f'<a href="{link}">di sini</a>' for link in links)])


def look_up():
    return dead_links.look_up(fetcher(allowed_hosts=frozenset({"localhost"})))


def told(story):
    return [(str(each.result), each.field, each.message) for each in checks.findings(text_of(story), ("tautan",))]


def test_the_check_tells_of_a_dead_link_once_the_worker_asked(paper, site, switched_on):
    url, _seen = site
    draft = draft_with(f"{url}/ada", f"{url}/hilang?a=1&amp;b=2")
    assert told(draft) == []
    assert look_up() == 2
    ((result, field, message),) = told(draft)
    assert (result, field) == ("warn", "body")
    assert message.startswith(f"Tautan mati: {url}/hilang?a=1&b=2. Ditanyakan pada ")
    assert message.endswith(": server menjawab 404.")


def test_switched_off_nobody_is_asked_and_nothing_is_said(paper, site, settings):
    url, seen = site
    draft = draft_with(f"{url}/hilang")
    assert (look_up(), seen, told(draft)) == (0, [], [])
    settings.LOOK_UP_LINKS = True
    look_up()
    settings.LOOK_UP_LINKS = False
    assert told(draft) == []


def test_our_own_pages_and_other_kinds_of_links_are_not_asked(paper, settings, switched_on):
    draft_with(f"{settings.SITE_URL}/berita", "mailto:a@contoh.id", "/berita", "http://[")
    assert look_up() == 0


def test_the_check_reads_the_rows_with_one_query(paper, switched_on, django_assert_num_queries):
    text = text_of(draft_with("https://contoh.test/a", "https://contoh.test/b"))
    text.gate = []
    with django_assert_num_queries(1):
        checks.findings(text, ("tautan",))


def test_a_draft_nobody_touched_since_yesterday_is_not_looked_at(paper, site, switched_on):
    url, seen = site
    draft = draft_with(f"{url}/hilang")
    draft.latest_revision_created_at -= dead_links.LATELY
    draft.save(update_fields=["latest_revision_created_at"])
    assert (look_up(), seen) == (0, [])
