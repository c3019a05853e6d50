import pytest

from redaksi.archive.links import linked_stories
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, make_section, make_story, make_storyline, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


def told(story, limit=4):
    return [(other.headline, why) for other, why in linked_stories(story, limit)]


def test_the_same_storyline_comes_first_then_what_shares_most_topics(dunia):
    minsk, kyiv, line = make_topic("Minsk"), make_topic("Kyiv"), make_storyline("Perundingan Minsk")
    story = make_story(dunia, "Pertemuan pertama", topics=[minsk, kyiv], storyline=line)
    make_story(dunia, "Satu topik", topics=[kyiv])
    make_story(dunia, "Dua topik", topics=[minsk, kyiv])
    make_story(dunia, "Pertemuan kedua", storyline=line)
    assert told(story) == [("Pertemuan kedua", "Perundingan Minsk"), ("Dua topik", "Minsk, Kyiv"), ("Satu topik", "Kyiv")]


def test_neither_itself_nor_what_readers_may_not_see_is_linked(dunia):
    minsk = make_topic("Minsk")
    story = make_story(dunia, topics=[minsk])
    make_draft(dunia, "Masih ditulis", topics=[minsk])
    assert told(story) == []


def test_a_story_without_ties_has_its_sections_newest(dunia):
    story = make_story(dunia, "Sendiri")
    make_story(dunia, "Lebih lama")
    make_story(dunia, "Terbaru")
    assert told(story) == [("Terbaru", "Dunia"), ("Lebih lama", "Dunia")]


def test_four_queries_however_much_is_found(dunia, django_assert_num_queries):
    minsk, line = make_topic("Minsk"), make_storyline()
    for number in range(8):
        make_story(dunia, f"Berita {number}", topics=[minsk], storyline=line if number < 3 else None)
    story = Story.objects.select_related("storyline", "section").prefetch_related("story_topics__topic").get(title="Berita 0")
    for limit, found in ((4, 4), (9, 7)):
        with django_assert_num_queries(4):
            assert len(linked_stories(story, limit)) == found
