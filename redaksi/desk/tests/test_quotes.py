import pytest

from redaksi.stories.models import Source, StorySource
from redaksi.stories.tests.builders import make_draft, make_story, make_topic

pytestmark = pytest.mark.django_db

SAID = ("quote", {"text": "Kami menunggu <b>kabar</b>.", "speaker": "Dmitry Peskov", "speaker_role": "juru bicara"})


def test_the_desk_finds_a_quote_by_name_and_by_words(index, dunia, reporter, at_desk):
    story = make_story(dunia, "Kremlin menunggu", body=[SAID])
    index.settle()
    page = at_desk(reporter).get("/admin/kutipan/?siapa=peskov&kata=kabar").content.decode()
    assert "Kami menunggu &lt;b&gt;kabar&lt;/b&gt;." in page
    assert story.address in page
    assert "Tidak ada yang ditemukan" in at_desk(reporter).get("/admin/kutipan/?siapa=maria").content.decode()


def test_quotes_and_sources_are_not_for_who_does_not_write(paper, photo_desk, at_desk):
    source = Source.objects.create(name="Kremlin")
    addresses = ("/admin/kutipan/", f"/admin/narasumber/{source.pk}/")
    assert [at_desk(photo_desk).get(address).status_code for address in addresses] == [302, 302]


def test_a_sources_page_tells_every_story_that_leans_on_it_but_no_draft_of_others(dunia, reporter, editor, chief, at_desk):
    source = Source.objects.create(name="Dinas Kebakaran")
    for story in (make_story(dunia, "Sudah tayang"), make_draft(dunia, "Draf orang lain", by=chief)):
        StorySource.objects.create(story=story, source=source, note="jumlah korban")
    address = f"/admin/narasumber/{source.pk}/"
    seen = [at_desk(user).get(address).content.decode() for user in (reporter, editor)]
    assert [("Sudah tayang" in page, "Draf orang lain" in page) for page in seen] == [(True, False), (True, True)]


@pytest.mark.parametrize("number", [3, 30])
def test_a_sources_page_asks_the_same_however_many_lean_on_it(number, dunia, editor, at_desk, django_assert_num_queries):
    source = Source.objects.create(name="Dinas Kebakaran")
    for n in range(number):
        StorySource.objects.create(story=make_story(dunia, f"Berita {n}"), source=source)
    browser = at_desk(editor)
    browser.get(f"/admin/narasumber/{source.pk}/")
    with django_assert_num_queries(17):
        browser.get(f"/admin/narasumber/{source.pk}/")


def test_what_a_person_said_is_on_their_topics_page_and_gone_with_its_story(index, dunia, client):
    make_topic("Dmitry Peskov", kind="person")
    make_topic("Minsk", kind="place")
    for n in range(5):
        make_story(dunia, f"Berita {n}", body=[SAID])
    index.settle()
    topic, all_of_it = (client.get(f"/topik/dmitry-peskov/{rest}").content.decode() for rest in ("", "kutipan/"))
    assert (topic.count("said__text"), all_of_it.count("said__text")) == (3, 5)
    assert client.get("/topik/minsk/kutipan/").status_code == 404
    assert client.get("/topik/dmitry-peskov/kutipan/?hal=2").status_code == 404
