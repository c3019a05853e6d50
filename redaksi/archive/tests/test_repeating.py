import time

import pytest

from redaksi.archive.draft import Draft, nearby
from redaksi.archive.duplicates import Passage
from redaksi.archive.repeating import MOST_TOLD, repeats_of
from redaksi.archive.tests.test_suggesting import HOSTILE
from redaksi.stories import actions
from redaksi.stories.models import WithdrawalGround
from redaksi.stories.tests.builders import make_draft, make_section, make_story, make_user

pytestmark = pytest.mark.django_db

FIRST = "Banjir merendam tiga kecamatan di Demak sejak Senin pagi."
SECOND = "Warga lanjut usia diungsikan ke balai desa, kata kepala badan penanggulangan bencana setempat."


@pytest.fixture
def daerah(paper):
    return make_section("Daerah")


def repeats(body: str, story: int | None = None) -> list[tuple[str, float, tuple[Passage, ...]]]:
    draft = Draft("Demak terendam", "", body, story)
    return [(each.story.headline, each.share, each.passages) for each in repeats_of(draft, nearby(draft))]


def test_a_draft_that_repeats_a_published_story_is_told_with_both_texts_passages(daerah, index):
    make_story(daerah, "Banjir di Demak", texts=[FIRST.upper(), SECOND])
    make_story(daerah, "Pasar buka lagi", texts=["Pedagang kembali berjualan sejak pagi."])
    index.step()
    body = f"Kabar baru dari sana hari ini.\n{FIRST}"
    assert repeats(body) == [("Banjir di Demak", 9 / 15, (Passage(FIRST, FIRST.upper()),))]
    assert repeats("Pedagang di Demak menunggu bantuan sejak banjir merendam kiosnya Senin lalu.") == []


def test_drafts_withdrawn_stories_and_the_story_itself_are_no_repetition(daerah, index):
    make_draft(daerah, "Draf", texts=[FIRST, SECOND])
    taken_back = make_story(daerah, "Dicabut", texts=[FIRST, SECOND])
    chief = make_user("bagus", is_superuser=True)
    actions.withdraw(taken_back, ground=WithdrawalGround.EDITORIAL_ERROR, reason="Keliru.", by=chief)
    story = make_story(daerah, "Tayang", texts=[FIRST, SECOND])
    index.step()
    body = f"{FIRST}\n{SECOND}"
    assert [headline for headline, *_rest in repeats(body)] == ["Tayang"]
    assert repeats(body, story.pk) == []


def test_what_was_withdrawn_a_moment_ago_is_not_shown_though_the_index_still_has_it(daerah, index):
    story = make_story(daerah, "Tayang", texts=[FIRST, SECOND])
    index.step()
    draft = Draft("Demak terendam", "", FIRST)
    near = nearby(draft)
    type(story).objects.filter(pk=story.pk).update(is_public=False)
    assert (list(near.likeness), repeats_of(draft, near)) == ([story.pk], [])


@pytest.mark.parametrize("number", [1, 9])
def test_two_queries_however_many_repeat_it(daerah, index, number, django_assert_num_queries):
    for copy in range(number):
        make_story(daerah, f"Banjir {copy}", texts=[FIRST, SECOND])
    index.step()
    draft = Draft("Demak terendam", "", FIRST)
    near = nearby(draft)
    with django_assert_num_queries(2):
        found = repeats_of(draft, near)
    assert [each.story.section.title for each in found] == ["Daerah"] * min(number, MOST_TOLD)


def test_without_an_index_nothing_is_told(daerah):
    make_story(daerah, "Banjir di Demak", texts=[FIRST, SECOND])
    assert repeats(FIRST) == []


@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_is_answered_in_bounded_time(daerah, index, kind):
    make_story(daerah, "Kata", texts=[HOSTILE["different words"][:40_000]])
    index.step()
    text = HOSTILE[kind]
    draft = Draft(text, text, text)
    begun = time.process_time()
    repeats_of(draft, nearby(draft))
    assert time.process_time() - begun < 1.5
