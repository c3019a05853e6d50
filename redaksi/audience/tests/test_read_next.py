import pytest

from redaksi.audience.read_next import after
from redaksi.stories.tests.builders import make_draft, make_section, make_story

pytestmark = pytest.mark.django_db


def headlines(suggestions):
    return [one.story.headline for one in suggestions]


def test_other_sections_come_first_and_no_section_twice_before_each_had_its_turn(paper):
    dunia, ekonomi, budaya = make_section("Dunia"), make_section("Ekonomi"), make_section("Budaya")
    story = make_story(dunia, "Yang dibaca")
    for section in (budaya, ekonomi, ekonomi, dunia):
        make_story(section, f"{section.title} {section.stories.count()}")
    assert headlines(after(story, besides=[])) == ["Ekonomi 1", "Budaya 0", "Dunia 1", "Ekonomi 0"]


def test_neither_the_story_nor_what_is_offered_elsewhere_nor_a_draft_is_suggested(paper):
    dunia = make_section("Dunia")
    story, other = make_story(dunia, "Yang dibaca"), make_story(dunia, "Terkait")
    make_draft(dunia, "Masih ditulis")
    assert after(story, besides=[other.pk]) == []


def test_two_queries_and_no_more_than_asked_for(paper, django_assert_num_queries):
    dunia = make_section("Dunia")
    story, *_others = [make_story(dunia, f"Berita {number}") for number in range(9)]
    with django_assert_num_queries(2):
        suggestions = after(story, besides=[])
    assert len(suggestions) == 6
    assert suggestions[0].why == "Baru di Dunia"
