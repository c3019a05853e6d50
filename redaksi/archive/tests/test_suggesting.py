import time

import pytest

from redaksi.archive.draft import Draft, nearby
from redaksi.archive.suggesting import MOST_TOPICS, suggestions_for
from redaksi.archive.tests.editions import take_over
from redaksi.stories.copy import TopicCopy
from redaksi.stories.models import Story, Topic, TopicSpelling
from redaksi.stories.tests.builders import make_section, make_story, make_storyline, make_topic

pytestmark = pytest.mark.django_db


def suggested(headline: str, body: str = "", **how) -> list[str]:
    draft = Draft(headline, how.pop("dek", ""), body, how.pop("story", None))
    return [each.topic.name for each in suggestions_for(draft, nearby(draft), **how).topics]


def storyline_of(headline: str, body: str = "") -> str:
    draft = Draft(headline, "", body)
    return str(suggestions_for(draft, nearby(draft)).storyline or "")


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


def test_what_the_text_names_is_suggested_the_headlines_before_the_ledes_before_the_texts(db):
    for name in ("Gomel", "Minsk", "Brest", "Kyiv"):
        make_topic(name)
    assert suggested("Delegasi tiba di Minsk", "Rombongan dari Brest.\nMereka singgah di Gomel.") == ["Minsk", "Brest", "Gomel"]
    assert suggested("Delegasi tiba", "Pagi itu.\nDi Gomel, lalu Brest, dan Brest lagi.") == ["Brest", "Gomel"]
    assert suggested("Delegasi tiba", "Dari Brest.\nDi Gomel, Gomel.", dek="Dari Gomel.") == ["Gomel", "Brest"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Volodymyr Zelensky", "VOLODYMYR ZELENSKY"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Ma'ruf Amin", "Ma’ruf Amin"),
        ("PT Kereta Api", "PT. Kereta  Api"),
        ("Undang-Undang Cipta Kerja", "undang-undang Cipta Kerja"),
        ("Pemilu 2024", "pemilu 2024"),
        ("Badan Nasional Penanggulangan Bencana", "Badan Nasional Penanggulangan Bencana"),
        ("AC/DC", "AC/DC"),
        ("محمود عباس", "محمود عباس"),
    ],
)
def test_a_name_is_known_however_it_is_written(db, name, written):
    make_topic(name, kind="subject")
    assert suggested("Kabar pagi", f"Kata ({written}), kemarin.") == [name]


def test_a_name_is_known_by_its_other_spellings(db):
    topic = make_topic("Volodymyr Zelensky", kind="person")
    for text in ("Zelenskyy", "Élenskiy"):
        TopicSpelling.objects.create(topic=topic, text=text)
    assert suggested("Zelenskyy datang") == ["Volodymyr Zelensky"]
    assert suggested("ÉLENSKIY DATANG") == ["Volodymyr Zelensky"]
    assert suggested("Zelenskyyy datang") == []


def test_two_topics_of_one_name_are_both_suggested_and_a_changed_address_hides_none(db):
    make_topic("Golkar", kind="organization")
    make_topic("Golkar", kind="subject")
    Topic.objects.create(name="Hanura", slug="partai-hati-nurani", kind="organization")
    assert suggested("Golkar dan Hanura") == ["Golkar", "Golkar", "Hanura"]
    assert suggested("Partai Hati Nurani bubar") == []


def test_the_longest_name_counts_and_nothing_reaches_over_a_border(db):
    for name in ("Indonesia", "Bank Indonesia", "Jakarta Presiden", "Bank"):
        make_topic(name, kind="organization")
    assert suggested("Bank Indonesia menahan bunga") == ["Bank Indonesia"]
    assert suggested("Kabar", "Ia di Jakarta, Presiden di Bogor.\nDi Jakarta. Presiden pulang ke Jakarta\nPresiden.") == []


def test_a_stone_is_no_town_and_small_words_name_nothing(db):
    make_topic("Batu", kind="place")
    make_topic("Beras", kind="subject")
    make_topic("Dia", kind="person")
    assert suggested("Kabar", "Harga beras dan batu naik, kata dia. Dia tertawa.") == ["Beras"]
    assert suggested("Kabar", "Ia tiba di Batu.") == ["Batu"]


def test_topics_that_it_has_are_not_suggested_and_there_are_never_many(db):
    topics = [make_topic(f"Kota{letter}") for letter in "abcdefghijkl"]
    names = [topic.name for topic in topics]
    assert suggested(", ".join(names)) == names[:MOST_TOPICS]
    assert suggested(", ".join(names), without={topic.pk for topic in topics[:10]}) == names[10:]


def test_a_rare_name_comes_before_one_that_stands_in_every_story(dunia, index):
    jakarta, gomel = make_topic("Jakarta"), make_topic("Gomel")
    for number in range(6):
        make_story(dunia, f"Berita {number} di Jakarta", texts=[f"Jakarta ramai ke-{number}."])
    make_story(dunia, "Delegasi di Gomel")
    index.step()
    assert suggested("Jakarta dan Gomel") == [gomel.name, jakarta.name]


def test_what_the_nearest_stories_are_about_is_suggested_if_it_is_a_matter(dunia, index):
    talks, putin = make_topic("Perundingan damai", "subject"), make_topic("Vladimir Putin", "person")
    for day in ("Senin", "Selasa", "Rabu"):
        make_story(dunia, f"Delegasi Ukraina di Gomel, {day}", texts=["Delegasi bertemu di Gomel."], topics=[talks, putin])
    index.step()
    draft = Draft("Delegasi Ukraina pulang dari Gomel")
    found = suggestions_for(draft, nearby(draft)).topics
    assert [(each.topic, each.is_named) for each in found] == [(talks, False)]
    assert suggested("Harga cabai naik lagi di pasar") == []


def test_the_story_is_not_near_itself(dunia, index):
    story = make_story(dunia, "Delegasi Ukraina di Gomel", topics=[make_topic("Damai", "subject")])
    index.step()
    assert nearby(Draft(story.headline)).likeness.keys() == {story.pk}
    assert nearby(Draft(story.headline, story=story.pk)).likeness == {}


def test_the_storyline_is_the_one_that_is_named_or_that_several_near_stories_share(dunia, index):
    talks, other = make_storyline("Perundingan Gomel"), make_storyline("Krisis Beras")
    assert storyline_of("Babak baru krisis: Krisis Beras meluas") == other.name
    make_story(dunia, "Delegasi Ukraina di Gomel", texts=["Delegasi tiba."], storyline=talks)
    index.step()
    assert storyline_of("Delegasi Ukraina pulang dari Gomel") == ""
    make_story(dunia, "Delegasi Ukraina masih di Gomel", texts=["Delegasi bertahan."], storyline=talks)
    index.step()
    assert storyline_of("Delegasi Ukraina pulang dari Gomel") == talks.name
    draft = Draft("Delegasi Ukraina pulang dari Gomel")
    assert suggestions_for(draft, nearby(draft), with_storyline=False).storyline is None


def test_without_an_index_names_are_suggested_all_the_same(db):
    make_topic("Gomel")
    assert nearby(Draft("Delegasi di Gomel")).statistics is None
    assert suggested("Delegasi di Gomel") == ["Gomel"]


@pytest.mark.parametrize("number", [1, 60])
def test_the_database_is_asked_five_times_however_many_stories_there_are(paper, index, number, django_assert_num_queries):
    take_over(number, topics=[TopicCopy("Pelabuhan"), TopicCopy("Gudang")])
    index.step()
    draft = Draft("Gudang di pelabuhan terbakar", "", "Api membakar gudang di Pelabuhan.")
    assert Story.objects.count() == number
    near = nearby(draft)
    with django_assert_num_queries(5):
        found = suggestions_for(draft, near)
    assert [each.topic.name for each in found.topics] == ["Gudang", "Pelabuhan"]


HOSTILE = {
    "one letter": "a" * 200_000,
    "capitals": "A B " * 50_000,
    "different words": " ".join(f"Kata{number}" for number in range(30_000)),
    "right to left": "‮محمود عباس ‏" * 15_000,
    "controls": "\x00\x1b\ud800 Gomel\t" * 20_000,
    "gaps": "Kata" + " " * 199_000 + "Kata",
    "points": "a.b’" * 50_000,
    "nothing": "",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_is_answered_in_bounded_time(db, kind):
    begun = time.process_time()
    text = HOSTILE[kind]
    assert suggested(text, text, dek=text) == []
    assert time.process_time() - begun < 1.5
