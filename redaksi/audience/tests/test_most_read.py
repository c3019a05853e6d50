"""What is on the list of the most read, and how old readings make room."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.audience import most_read
from redaksi.audience.models import StoryDay, StoryHour
from redaksi.audience.most_read import Scope
from redaksi.audience.signals import most_read_changed
from redaksi.audience.tests.crowds import body, read
from redaksi.stories import actions
from redaksi.stories.models import WithdrawalGround
from redaksi.stories.tests.builders import make_section, make_story, make_user

pytestmark = pytest.mark.django_db


def hours(story, *weights):
    """Readings in the last hours, this one first."""
    this = timezone.now().replace(minute=0, second=0, microsecond=0)
    for ago, weight in enumerate(weights):
        if weight:
            StoryHour.objects.create(story=story, hour=this - timedelta(hours=ago), readings=weight, weight=weight)


def test_old_readings_make_room_for_new_ones(paper):
    dunia = make_section("Dunia")
    old, new = make_story(dunia, "Lama"), make_story(dunia, "Baru")
    hours(old, *[0] * 24, 100)
    hours(new, 20)
    most_read.renew()
    assert most_read.keys(Scope.TODAY) == [new.pk, old.pk]
    assert most_read.keys(Scope.NOW) == [new.pk]


def test_each_section_has_its_own_list_and_the_week_counts_days(paper):
    dunia, budaya = make_section("Dunia"), make_section("Budaya")
    first, second = make_story(dunia, "Satu"), make_story(budaya, "Dua")
    today = timezone.localdate()
    StoryDay.objects.create(story=first, day=today - timedelta(days=2), readings=50, weight=50)
    StoryDay.objects.create(story=second, day=today, readings=20, weight=20)
    most_read.renew_week()
    assert most_read.keys(Scope.WEEK) == [first.pk, second.pk]
    assert most_read.keys(Scope.WEEK, budaya.pk) == [second.pk]
    assert most_read.keys(Scope.WEEK, dunia.pk) == [first.pk]


def test_a_withdrawn_story_leaves_the_list_at_the_next_renewal(paper):
    story = make_story(make_section("Dunia"))
    hours(story, 5)
    most_read.renew()
    actions.withdraw(story, by=make_user(is_superuser=True), ground=WithdrawalGround.EDITORIAL_ERROR, reason="Angka tertukar.")
    most_read.renew()
    assert most_read.keys(Scope.TODAY) == []


def test_whoever_shows_the_list_is_told_only_when_it_changes(paper):
    told = []
    most_read_changed.connect(listener := lambda **said: told.append((said["scope"], said["sections"])))
    dunia = make_section("Dunia")
    first, second = make_story(dunia, "Satu"), make_story(dunia, "Dua")
    hours(first, 5)
    most_read.renew()
    told.clear()
    hours(second, 2)
    most_read.renew()
    assert [scope for scope, _sections in told] == [Scope.NOW, Scope.TODAY]
    told.clear()
    StoryHour.objects.filter(story=first).update(weight=6)
    most_read.renew()
    assert told == []
    most_read_changed.disconnect(listener)


def test_reloading_lifts_nothing(paper):
    dunia = make_section("Dunia")
    reloaded, honest = make_story(dunia, "Dimuat ulang"), make_story(dunia, "Dibaca")
    read(*[body("satu", reloaded)] * 50, body("dua", honest), body("tiga", honest))
    most_read.renew()
    assert most_read.keys(Scope.NOW) == [honest.pk, reloaded.pk]


@pytest.mark.parametrize("count", [3, 300])
def test_a_renewal_asks_as_often_for_300_stories_as_for_3(paper, django_assert_max_num_queries, count):
    dunia = make_section("Dunia")
    for number in range(3):
        hours(make_story(dunia, f"Berita {number}"), *[1] * (count // 100 + 1))
    with django_assert_max_num_queries(60):
        most_read.renew()
