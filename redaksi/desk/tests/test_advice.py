import pytest
from django.urls import reverse

from redaksi.archive.duplicates import Passage
from redaksi.desk.side_by_side import MOST_WORDS, side_by_side
from redaksi.stories.models import TopicSpelling
from redaksi.stories.tests.builders import make_draft, make_story, make_storyline, make_topic

pytestmark = pytest.mark.django_db

FIRST = "Banjir merendam tiga kecamatan di Demak sejak Senin pagi."


def told(browser, story) -> dict[str, str]:
    return browser.get(reverse("story_advice", args=[story.pk])).json()


def names(html: str) -> list[str]:
    return [part.partition('"')[0] for part in html.split('data-name="')[1:]]


def test_what_the_last_version_names_is_suggested_but_not_what_it_has(dunia, reporter, at_desk):
    minsk, gomel = make_topic("Minsk"), make_topic("Gomel")
    storyline = make_storyline("Perundingan Minsk")
    story = make_draft(dunia, "Delegasi tiba di Minsk", by=reporter, topics=[minsk])
    assert told(at_desk(reporter), story) == {"repeats": "", "topics": ""}
    story.body = [("text", "<p>Babak baru <b>Perundingan Minsk</b> dibuka di Gomel.</p>")]
    story.save_revision(user=reporter)
    advice = told(at_desk(reporter), story)["topics"]
    assert names(advice) == [gomel.name, storyline.name]
    assert "tempat" in advice
    story.storyline = storyline
    story.save_revision(user=reporter)
    assert names(told(at_desk(reporter), story)["topics"]) == [gomel.name]


def test_what_it_repeats_is_told_with_the_passages(dunia, editor, at_desk, index):
    published = make_story(dunia, "Banjir & lumpur di Demak", texts=[FIRST, "Warga mengungsi ke balai desa."])
    index.step()
    story = make_draft(dunia, "Demak terendam", texts=[FIRST.replace("Senin", "<i>Senin</i>")])
    advice = told(at_desk(editor), story)["repeats"]
    assert [part in advice for part in ("Banjir &amp; lumpur di Demak", f'href="{published.address}"', "100% naskah ini")] == [
        True
    ] * 3
    assert advice.count(f"<mark>{FIRST}</mark>") == 2
    assert told(at_desk(editor), published)["repeats"] == ""


def test_only_who_may_edit_the_story_is_told(dunia, daerah, reporter, editor, photo_desk, chief, at_desk):
    make_topic("Gomel")
    foreign = make_draft(daerah, "Delegasi di Gomel", by=chief)
    for person in (reporter, editor, photo_desk):
        assert at_desk(person).get(reverse("story_advice", args=[foreign.pk])).url == "/admin/"
    assert names(told(at_desk(chief), foreign)["topics"]) == ["Gomel"]
    assert at_desk(chief).get(reverse("story_advice", args=[foreign.pk + 1])).status_code == 404
    assert at_desk(chief).post(reverse("story_advice", args=[foreign.pk])).status_code == 405


def test_the_form_says_where_advice_comes_from_and_loads_nothing_inline(dunia, reporter, at_desk):
    story = make_draft(dunia, by=reporter)
    page = at_desk(reporter).get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert page.count('data-address="/admin/naskah/0/saran/"') == page.count(f'data-story="{story.pk}"') == 2
    assert page.count("desk/advice.js") == 1


def test_names_and_passages_are_text_whatever_stands_in_them(dunia, reporter, at_desk):
    TopicSpelling.objects.create(topic=make_topic('<script>"x"'), text="Gomel")
    story = make_draft(dunia, "Delegasi di Gomel", by=reporter)
    assert names(told(at_desk(reporter), story)["topics"]) == ["&lt;script&gt;&quot;x&quot;"]


def test_the_same_words_are_marked_and_the_others_are_not():
    passage = Passage("Tiga warga, kata <dia>, mengungsi.", "tiga warga ujar dia mengungsi")
    assert side_by_side((passage,)) == [
        (
            "<mark>Tiga warga,</mark> kata <mark>&lt;dia&gt;, mengungsi.</mark>",
            "<mark>tiga warga</mark> ujar <mark>dia mengungsi</mark>",
        )
    ]
    long_one = " ".join(f"kata{number}" for number in range(MOST_WORDS + 1))
    assert side_by_side((Passage(long_one, long_one),))[0][0].endswith(f"kata{MOST_WORDS - 1}</mark> …")
    assert len(side_by_side((passage,) * 100)) == 12


@pytest.mark.parametrize("number", [1, 6])
def test_advice_asks_the_database_the_same_however_much_there_is_to_say(
    number, dunia, chief, at_desk, index, django_assert_num_queries
):
    for copy in range(number):
        topics = [make_topic(f"Kota{chr(97 + copy)}"), make_topic(f"Desa{chr(97 + copy)}")]
        make_story(dunia, f"Banjir {copy}", texts=[FIRST], topics=topics, storyline=make_storyline(f"Rangkaian {copy}"))
    index.step()
    story = make_draft(dunia, "Demak terendam", texts=[FIRST, "Kotaa, Kotab, Kotac, Desaa, Desab."])
    browser = at_desk(chief)
    told(browser, story)
    with django_assert_num_queries(18):
        advice = told(browser, story)
    assert advice["repeats"].count("<details") == min(number, 3)
