from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.audience import trials
from redaksi.front import front_page
from redaksi.front.tests import editions
from redaksi.stories import actions
from redaksi.stories.models import FrontPlace, Section, Story, WithdrawalGround
from redaksi.stories.tests.builders import make_draft, make_photo, make_section, make_story, make_storyline, make_user

pytestmark = pytest.mark.django_db


def composed(paper):
    return front_page.composed(paper, list(Section.objects.live()))


def shown_on(page):
    lead = [page.lead] if page.lead else []
    return [*lead, *page.beside_lead, *page.seconds, *page.latest, *in_rivers(page)]


def in_rivers(page):
    return [story for river in page.rivers for story in river.stories]


def place(paper, *stories):
    for order, story in enumerate(stories):
        FrontPlace.objects.create(front_page=paper, story=story, sort_order=order)


def test_what_the_editors_chose_leads_whatever_is_newer(paper):
    dunia = make_section("Dunia")
    chosen, second = make_story(dunia, "Pilihan"), make_story(dunia, "Pilihan kedua")
    make_story(dunia, "Lebih baru", lead_photo=make_photo())
    place(paper, chosen, second)
    page = composed(paper)
    assert page.lead.pk == chosen.pk
    assert [story.headline for story in page.seconds] == ["Pilihan kedua", "Lebih baru"]


def test_without_a_choice_the_newest_with_a_photograph_leads(paper):
    dunia = make_section("Dunia")
    pictured = make_story(dunia, "Berfoto", lead_photo=make_photo())
    make_story(dunia, "Lebih baru")
    assert composed(paper).lead.pk == pictured.pk


def test_without_any_photograph_the_newest_leads(paper):
    dunia = make_section("Dunia")
    make_story(dunia, "Lama")
    newest = make_story(dunia, "Baru")
    assert composed(paper).lead.pk == newest.pk


def test_beside_the_lead_stands_what_its_storyline_told_before(paper):
    dunia, line = make_section("Dunia"), make_storyline()
    before = make_story(dunia, "Kemarin", storyline=line)
    lead = make_story(dunia, "Hari ini", storyline=line)
    page = composed(paper)
    assert [page.lead.pk, *(story.pk for story in page.beside_lead)] == [lead.pk, before.pk]


@pytest.mark.parametrize("count", [0, 1, 3, 12, 60])
def test_no_story_stands_twice_and_none_is_forgotten_while_there_is_room(paper, count):
    stories = editions.take_over(count) if count else []
    place(paper, *stories[:2])
    shown = [story.pk for story in shown_on(composed(paper))]
    assert len(shown) == len(set(shown)) == min(count, 1 + 2 + 4 + front_page.LATEST + 3 * paper.section_count)


def test_a_section_without_stories_is_not_shown(paper, client):
    make_section("Sunyi")
    make_story(make_section("Dunia"))
    assert [river.section.title for river in composed(paper).rivers] == []
    assert "rubrik-sunyi" not in client.get("/").text


def test_each_river_holds_its_own_sections_newest(paper):
    editions.take_over(60)
    page = composed(paper)
    taken = {story.pk for story in shown_on(page)} - {story.pk for story in in_rivers(page)}
    for river in page.rivers:
        own = Story.objects.filter(section=river.section).exclude(pk__in=taken).newest_first()
        assert [card.pk for card in river.stories] == [story.pk for story in own[: paper.section_count]]


def test_many_stories_of_one_moment_do_not_swell_a_river(paper):
    editions.take_over(90)
    Story.objects.update(published_at=timezone.now())
    assert [len(river.stories) for river in composed(paper).rivers] == [paper.section_count] * 3


def test_what_readers_may_not_see_is_nowhere_even_when_an_editor_placed_it(paper, client):
    dunia = make_section("Dunia")
    draft = make_draft(dunia, "Rahasia konsep")
    embargoed = make_draft(dunia, "Rahasia embargo", embargoed_until=timezone.now() + timedelta(days=1))
    withdrawn = make_story(dunia, "Rahasia dicabut")
    actions.withdraw(withdrawn, make_user(is_superuser=True), WithdrawalGround.DECENCY, "Alasan.")
    place(paper, draft, embargoed, withdrawn)
    make_story(dunia, "Terbuka")
    for address in ("/", "/dunia/", "/cari/?q=rahasia", "/arsip/"):
        page = client.get(address, follow=True).text
        assert "Rahasia" not in page, address


def test_an_empty_paper_says_so(paper, client):
    assert "Belum ada berita yang tayang." in client.get("/").text


@pytest.mark.parametrize("place", [0, 1, 3])
def test_two_stories_on_trial_stand_in_their_place_and_right_after_it_and_nowhere_else(paper, place):
    stories = editions.take_over(20)
    first, second = stories[5], stories[2]
    trials.begin_in_place(place, first, second, make_user())
    page = composed(paper)
    shown = [story.pk for story in shown_on(page)]
    top = [page.lead.pk, *(story.pk for story in page.seconds)]
    assert (top[place : place + 2], len(top)) == ([first.pk, second.pk], 5)
    assert len(shown) == len(set(shown))
    assert {key: card.pk for key, card in page.others.items()} == {first.pk: second.pk, second.pk: first.pk}


def test_what_is_withdrawn_is_on_trial_no_longer(paper, client):
    first, second = editions.take_over(2)
    trials.begin_in_place(0, first, second, make_user())
    assert "data-tried" in client.get("/").text
    Story.objects.filter(pk=second.pk).update(is_public=False)
    assert "data-tried" not in client.get("/").text
