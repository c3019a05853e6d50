import time
from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.archive.related import ready_for
from redaksi.audience import also_read, folding, most_read, read_next
from redaksi.audience.tests import crowds
from redaksi.front import learning, onward
from redaksi.front.tests import editions
from redaksi.press import shown
from redaksi.press.models import Purge
from redaksi.stories import actions
from redaksi.stories.models import Story, WithdrawalGround
from redaksi.stories.tests.builders import make_section, make_story, make_user

pytestmark = pytest.mark.django_db


def offered(story):
    return onward.from_story(Story.objects.get(pk=story.pk))


def recommended(story):
    return [offer.story.pk for offer in offered(story).recommended]


def visits(*paths):
    """Each visit reads these stories one after the other."""
    for number, path in enumerate(paths):
        for step, story in enumerate(path):
            at = time.time() - 600 + step
            crowds.tell(crowds.body(f"kunjungan{number}", story), by=crowds.taker(clock=lambda at=at: at))
    folding.fold()
    also_read.renew()
    most_read.renew()


def test_no_story_is_in_both_lists_nor_the_story_itself(paper):
    story = editions.take_over(30)[7]
    lists = offered(story)
    pks = [offer.story.pk for offer in (*lists.related, *lists.recommended)]
    assert (len(lists.related), [offer.is_spare for offer in lists.recommended]) == (4, [False] * 6 + [True] * 3)
    assert len(set(pks)) == 13
    assert story.pk not in pks


def test_both_blocks_are_there_on_a_paper_of_one_story(paper, client):
    page = client.get(make_story(make_section("Dunia")).address).text
    assert page.count("Belum ada isinya.") == 2


def test_a_page_is_made_anew_when_something_else_is_offered_below_it(paper, index):
    first = editions.take_over(3)[0]
    with shown.noted() as noted:
        onward.from_story(Story.objects.get(pk=first.pk))
    assert f"list:near:{first.pk}" in noted
    index.settle()
    assert f"list:near:{first.pk}" in {key for purge in Purge.objects.all() for key in purge.stale}


def test_what_others_read_after_it_comes_first_and_says_so(paper):
    stories = editions.take_over(40)
    read, after = stories[0], stories[30]
    visits(*[(read, after)] * 20)
    first = offered(read).recommended[0]
    assert (first.story.pk, first.why) == (after.pk, "Dibaca juga")


def test_what_is_much_read_is_offered_where_nothing_is_known_of_the_storys_readers(paper):
    stories = editions.take_over(40)
    visits(*[(stories[35],)] * 30)
    assert ("Sedang ramai", stories[35].pk) in [(offer.why, offer.story.pk) for offer in offered(stories[0]).recommended]


def test_the_last_place_is_for_the_new_story_that_was_offered_least(paper):
    stories = editions.take_over(40)
    section = make_section("Baru")
    new = [make_story(section, f"Baru {age}", at=timezone.now() - timedelta(minutes=10 * age)) for age in range(1, 13)]
    seen = ".".join(str(story.number) for story in new[:8])
    crowds.read(crowds.body("satu", stories[1]), crowds.body("satu", stories[1], o=seen))
    assert recommended(stories[0])[5] in {story.pk for story in new[8:]}


def test_what_was_withdrawn_since_it_was_counted_is_not_offered(paper):
    stories = editions.take_over(40)
    gone = stories[30]
    visits(*[(stories[0], gone)] * 5)
    assert recommended(stories[0])[0] == gone.pk
    actions.withdraw(gone, by=make_user(is_superuser=True), ground=WithdrawalGround.EDITORIAL_ERROR, reason="Angka tertukar.")
    assert gone.pk not in recommended(stories[0])
    assert len(recommended(stories[0])) == 9


@pytest.mark.parametrize("count", [12, 200])
def test_it_asks_six_times_for_12_stories_as_for_200(paper, django_assert_num_queries, count):
    stories = editions.take_over(count)
    make_story(make_section("Baru"), "Baru terbit")
    visits((stories[0], stories[1]))
    story = Story.objects.select_related("section").get(pk=stories[0].pk)
    near = ready_for(story.pk)
    with django_assert_num_queries(6):
        onward.recommended_after(story, [], near)


def test_the_worker_learns_from_what_was_read_next_and_only_once(paper):
    stories = editions.take_over(40)
    visits(*[(stories[0], stories[30])] * 12)
    assert learning.learn() == 12
    assert sum(read_next.learned().seen.values()) > 0
    before = read_next.learned().weights
    assert learning.learn() == 0
    assert read_next.learned().weights == before


def test_new_stories_get_a_second_place_while_their_share_is_too_small(paper):
    stories = editions.take_over(40)
    old = ".".join(str(story.number) for story in stories[:6])
    crowds.read(crowds.body("satu", stories[9]), crowds.body("satu", stories[9], o=old), crowds.body("satu", stories[10]))
    Story.objects.update(published_at=timezone.now() - timedelta(days=3))
    learning.learn()
    assert read_next.learned().places_for_new == 2


def test_a_paper_without_a_story_says_so_once_wherever_stories_would_be(paper, client):
    for address in ("/", "/terpopuler/"):
        page = client.get(address).text
        assert (page.count("Belum ada berita yang tayang."), page.count("Belum ada isinya.")) == (1, 0)


def test_before_anybody_has_read_the_most_read_say_so_once_and_offer_the_newest(paper, client):
    stories = editions.take_over(3)
    page = client.get("/terpopuler/").text
    assert (page.count("Belum ada yang terhitung"), page.count("Belum ada isinya.")) == (1, 0)
    assert [page.count(f'most-read__headline" href="{each.address}"') for each in stories] == [1, 1, 1]
    visits([stories[0]])
    page = client.get("/terpopuler/").text
    assert "Belum ada yang terhitung" not in page
