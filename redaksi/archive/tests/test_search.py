import pytest

from redaksi.archive.search import LAST_PAGE, stories_with
from redaksi.stories.tests.builders import make_draft, make_section, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


def headlines(question, **page):
    return [story.headline for story in stories_with(question, **page).stories]


def test_every_word_has_to_occur_somewhere_in_headline_kicker_or_dek(dunia):
    make_story(dunia, "Harga beras naik", kicker="Pasar", dek="Petani menahan jual.")
    make_story(dunia, "Harga cabai turun")
    assert headlines("BERAS petani pasar") == ["Harga beras naik"]
    assert headlines("harga") == ["Harga cabai turun", "Harga beras naik"]
    assert headlines("harga emas") == []


def test_drafts_are_not_found(dunia):
    make_draft(dunia, "Harga beras naik")
    assert headlines("beras") == []


def test_pages_are_bounded_and_tell_whether_another_follows(dunia):
    for number in range(3):
        make_story(dunia, f"Beras {number}")
    first = stories_with("beras", page=1, a_page=2)
    assert ([story.headline for story in first.stories], first.has_more) == (["Beras 2", "Beras 1"], True)
    assert not stories_with("beras", page=2, a_page=2).has_more
    assert headlines("beras", page=LAST_PAGE + 1) == []


@pytest.mark.parametrize(
    "question",
    ["", " ", "\0", "a" * 10_000, "'; DROP TABLE", '"', "%_%", "مرحبا \u202e olleh", "\ud800", "((((", "\\", "-", "z " * 5_000],
)
def test_any_text_is_a_question(dunia, question):
    make_story(dunia, "Harga beras naik")
    assert stories_with(question).stories == []


def test_marks_of_the_database_mean_nothing_special(dunia):
    make_story(dunia, "Untung 100% bulan ini")
    make_story(dunia, "Untung 1000 rupiah")
    assert headlines("100%") == ["Untung 1000 rupiah", "Untung 100% bulan ini"]
    assert headlines("%") == ["Untung 100% bulan ini"]
