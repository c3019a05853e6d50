from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.archive import renewing
from redaksi.archive.engines import engine
from redaksi.archive.models import Due, Neighbourhood
from redaksi.archive.neighbours import Neighbours, profile_of_story
from redaksi.archive.related import stories_near
from redaksi.archive.signals import lists_renewed
from redaksi.archive.tests.editions import take_over
from redaksi.stories import actions
from redaksi.stories.models import Section, Story, WithdrawalGround
from redaksi.stories.tests.builders import make_draft, make_section, make_story, make_storyline, make_topic, make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TALKS = [
    "Putin dan Zelensky bertemu di Minsk untuk perundingan gencatan senjata.",
    "Delegasi Rusia menolak koridor kemanusiaan yang diminta Kyiv.",
]


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


@pytest.fixture
def talks(dunia):
    """A story, one that is near it, and one that is not, in another section."""
    make_story(make_section("Olahraga"), "Liga kampung dimulai", at=NOW, texts=["Wasit meniup peluit di lapangan desa."])
    two_days_ago = NOW - timedelta(days=2)
    near = make_story(dunia, "Perundingan Minsk buntu", at=two_days_ago, texts=["Putin dan Zelensky bertemu di Minsk."])
    return make_story(dunia, "Perundingan Minsk berlanjut", at=NOW, texts=TALKS), near


def told(story, **how):
    story = Story.objects.get(pk=story.pk)
    return [(near.story.headline, near.why) for near in stories_near(story, **how)]


def headlines(story, **how):
    return [headline for headline, _why in told(story, **how)]


def test_what_has_the_same_people_and_place_is_near_and_says_why(index, talks):
    index.settle()
    ((headline, why),) = told(talks[0])[:1]
    assert headline == "Perundingan Minsk buntu"
    assert why.split(" · ")[0] == "Minsk"


def test_the_list_is_a_row_that_a_page_reads_with_two_queries(index, talks, django_assert_num_queries):
    index.settle()
    story = Story.objects.select_related("section", "storyline").get(pk=talks[0].pk)
    take_over(30)
    with django_assert_num_queries(2):
        assert stories_near(story)[0].story.pk == talks[1].pk


def test_until_somebody_has_looked_the_index_is_asked_there_and_then(index, talks):
    index.catch_up()
    assert not Neighbourhood.objects.exclude(renewed_at=None).exists()
    assert headlines(talks[0])[:1] == ["Perundingan Minsk buntu"]


def test_without_an_index_until_somebody_has_looked_the_links_are_asked(dunia, django_assert_num_queries):
    minsk = make_topic("Minsk")
    story = make_story(dunia, "Pertemuan pertama", topics=[minsk])
    make_story(dunia, "Pertemuan kedua", topics=[minsk])
    story = Story.objects.select_related("section", "storyline").prefetch_related("story_topics__topic").get(pk=story.pk)
    with django_assert_num_queries(4):  # the row that is not there, the links, the section, what they found; no storyline
        assert [(near.story.headline, near.why) for near in stories_near(story)] == [("Pertemuan kedua", "Minsk")]


def test_a_text_that_is_still_written_has_neighbours_saved_or_not(index, talks, dunia):
    index.settle()
    written = Story(title="Perundingan Minsk: Putin pulang", section=Section.objects.get(pk=dunia.pk))
    written.body = [("text", "<p>Putin dan Zelensky berpisah di Minsk.</p>")]
    assert {near.story.headline for near in stories_near(written, limit=2)} == {
        "Perundingan Minsk buntu",
        "Perundingan Minsk berlanjut",
    }
    draft = make_draft(dunia, "Perundingan Minsk: Putin pulang", texts=["Putin dan Zelensky berpisah di Minsk."])
    assert headlines(draft, limit=2) == [near.story.headline for near in stories_near(written, limit=2)]
    assert "Liga kampung dimulai" not in headlines(draft)


def test_without_an_index_a_draft_has_its_links(dunia):
    minsk = make_topic("Minsk")
    make_story(dunia, "Pertemuan pertama", topics=[minsk])
    assert told(make_draft(dunia, "Draf", topics=[minsk])) == [("Pertemuan pertama", "Minsk")]


def test_neither_drafts_nor_withdrawn_stories_are_offered_even_before_the_list_is_renewed(index, talks):
    story, near = talks
    make_draft(near.section, "Perundingan Minsk rahasia", texts=TALKS)
    index.settle()
    assert headlines(story)[0] == near.headline
    actions.withdraw(near, make_user(is_superuser=True), WithdrawalGround.DECENCY, "Nama korban disebut.")
    assert near.headline not in headlines(story)
    index.settle()
    assert near.pk not in [key for key, *_rest in Neighbourhood.objects.get(pk=story.pk).others]
    assert not Neighbourhood.objects.filter(pk=near.pk).exists()


def test_what_is_under_embargo_is_not_offered(index, talks):
    story, near = talks
    near.embargoed_until = timezone.now() + timedelta(hours=1)
    near.save()
    index.settle()
    assert near.headline not in headlines(story)


def test_no_second_print_of_itself_or_of_another(index, talks, dunia):
    story, near = talks
    make_story(dunia, story.headline, at=NOW - timedelta(hours=1), texts=TALKS)
    twin = make_story(dunia, near.headline, at=NOW - timedelta(days=3), texts=["Putin dan Zelensky bertemu di Minsk."])
    index.settle()
    found = headlines(story, limit=10)
    assert story.headline not in found
    assert found.count(near.headline) == 1
    assert twin.pk not in [each.story.pk for each in stories_near(Story.objects.get(pk=story.pk), limit=10)]


def test_the_storylines_next_and_previous_come_first(index, talks, dunia):
    line = make_storyline("Perang dan damai")
    days = {"Bagian satu": 9, "Bagian dua": 8, "Bagian tiga": 7, "Bagian empat": 6, "Bagian lima": 5}
    parts = {
        headline: make_story(dunia, headline, at=NOW - timedelta(days=ago), texts=[f"{headline} {TALKS[0]}"], storyline=line)
        for headline, ago in days.items()
    }
    index.settle()
    assert told(parts["Bagian tiga"])[:2] == [("Bagian empat", "Perang dan damai"), ("Bagian dua", "Perang dan damai")]
    assert told(parts["Bagian lima"])[0] == ("Bagian empat", "Perang dan damai")
    assert len(set(headlines(parts["Bagian tiga"], limit=9))) == len(headlines(parts["Bagian tiga"], limit=9))


def test_what_an_editor_put_into_the_text_is_not_offered_again(index, talks):
    story, near = talks
    index.settle()
    story.body = [("text", "<p>Putin.</p>"), ("related", {"story": near, "item": ""})]
    story.save()
    assert near.headline not in headlines(story)
    index.settle()
    assert near.headline not in headlines(story)


def test_a_new_story_comes_into_the_lists_of_its_neighbours(index, talks):
    _story, near = talks
    index.settle()
    before = Neighbourhood.objects.get(pk=near.pk).others
    texts = ["Putin dan Zelensky bertemu lagi di Minsk, kali ini membahas tawanan dan jembatan yang putus."]
    sequel = make_story(near.section, "Perundingan Minsk: tawanan ditukar", at=NOW, texts=texts)
    index.settle()
    assert sequel.pk not in [key for key, *_rest in before]
    assert sequel.pk in [key for key, *_rest in Neighbourhood.objects.get(pk=near.pk).others]
    assert not Neighbourhood.objects.filter(due__gt=Due.NOT).exists()


def test_who_listens_is_told_of_lists_that_changed_and_of_no_other(index, talks):
    index.settle()
    heard = []

    def hear(sender, story_ids, **kwargs):
        heard.extend(story_ids)

    lists_renewed.connect(hear)
    try:
        Neighbourhood.objects.update(due=Due.NEAR)
        index.settle()
        assert heard == []
        actions.withdraw(talks[1], make_user(is_superuser=True), WithdrawalGround.DECENCY, "Nama korban disebut.")
        index.settle()
    finally:
        lists_renewed.disconnect(hear)
    assert talks[0].pk in heard


def test_stories_that_were_there_before_the_archive_get_their_lists(index, talks):
    index.settle()
    Neighbourhood.objects.all().delete()
    from redaksi.archive.following import Follower

    engine().let_go()
    Follower().settle()
    assert headlines(talks[0])[0] == talks[1].headline


def test_a_deleted_draft_leaves_no_row(index, dunia):
    draft = make_draft(dunia)
    index.settle()
    draft.delete()
    index.settle()
    assert not Neighbourhood.objects.exists()


def test_a_longer_list_is_taken_from_fuller_shelves(index, dunia):
    take_over(150)
    index.settle()
    story = Story.objects.published().first()
    near = Neighbours(engine()).near(profile_of_story(story), 120, story.pk)
    assert len(near) <= 120
    assert story.pk not in [each.key for each in near]


def test_whoever_is_called_away_looks_around_one_story_and_forgets_no_other(index, dunia):
    take_over(3)
    index.catch_up()
    due = Neighbourhood.objects.filter(due=Due.ITSELF)
    assert (due.count(), renewing.renew(engine(), lambda: True), due.count()) == (3, 1, 2)
    assert (renewing.renew(engine(), lambda: False), due.count()) == (2, 0)
