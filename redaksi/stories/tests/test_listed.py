"""The days that topics' and contributors' lines repeat: right whatever way a story went."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Byline, HoldOutcome, Story, StoryTopic, WithdrawalGround
from redaksi.stories.tests.builders import (
    make_contributor,
    make_draft,
    make_section,
    make_story,
    make_topic,
    make_user,
    publish_at_once,
)
from redaksi.stories.tests.test_arrival import a_batch, a_copy

pytestmark = pytest.mark.django_db

upgrade = import_module("redaksi.stories.migrations.0006_lists_by_their_lines")


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


def days(model=StoryTopic):
    return list(model.objects.order_by("pk").values_list("listed_at", flat=True))


def test_a_draft_is_in_no_list_and_a_published_story_is_by_its_day(dunia):
    draft = make_draft(dunia, contributors=[make_contributor()], topics=[make_topic()])
    assert (days(), days(Byline)) == ([None], [None])
    day = publish_at_once(draft).published_at
    assert (days(), days(Byline)) == ([day], [day])


def test_a_new_version_keeps_the_day_and_what_it_adds_has_it_too(dunia):
    story = make_story(dunia, topics=[make_topic("Minsk")])
    version = story.get_latest_revision_as_object()
    version.story_topics = [*version.story_topics.all(), StoryTopic(topic=make_topic("Kiev"))]
    version.save_revision()
    assert days() == [story.published_at]
    publish_at_once(version)
    assert days() == [story.published_at] * 2


def test_what_was_changed_before_the_first_publication_has_the_day(dunia):
    draft = make_draft(dunia, topics=[make_topic("Minsk"), make_topic("Kiev")])
    version = draft.get_latest_revision_as_object()
    version.story_topics = list(version.story_topics.all())[1:]
    version.save_revision()
    story = publish_at_once(version)
    assert days() == [story.published_at]


def test_a_withdrawn_story_leaves_every_list(dunia):
    story = make_story(dunia, contributors=[make_contributor()], topics=[make_topic()])
    actions.withdraw(story, by=make_user("", Role.CHIEF_EDITOR), ground=WithdrawalGround.EDITORIAL_ERROR, reason="Keliru.")
    assert (days(), days(Byline)) == ([None], [None])


def test_a_story_that_was_held_back_comes_back_to_its_lists(dunia):
    chief = make_user("", Role.CHIEF_EDITOR)
    story = make_story(dunia, contributors=[make_contributor()], topics=[make_topic()])
    actions.hold(story, by=chief)
    assert (days(), days(Byline)) == ([None], [None])
    actions.decide(story, by=chief, outcome=HoldOutcome.BACK)
    assert (days(), days(Byline)) == ([story.published_at], [story.published_at])


def test_who_has_two_parts_in_a_story_lists_it_once(dunia):
    person, other = make_contributor("Sisi"), make_contributor("Bima")
    story = make_story(dunia, contributors=[person, other, person])
    assert days(Byline) == [story.published_at, story.published_at, None]
    assert list(Story.objects.signed_by(person)) == list(Story.objects.signed_by(other)) == [story]


def test_what_is_written_in_bulk_has_its_day(paper):
    actions.take_over(a_batch(), [a_copy(1)], by=None)
    actions.bring_in(a_batch(), [a_copy(2)], by=None)
    public, draft = Story.objects.order_by("pk")
    for model in (StoryTopic, Byline):
        assert set(model.objects.filter(story=public).values_list("listed_at", flat=True)) <= {public.published_at}
        assert set(model.objects.filter(story=draft).values_list("listed_at", flat=True)) <= {None}
    assert Byline.objects.exclude(listed_at=None).exists()


@pytest.fixture
def older(dunia):
    """Lines of a database from before; what they have to say after the upgrade."""
    person = make_contributor()
    story = make_story(dunia, contributors=[person, person], topics=[make_topic()])
    make_draft(dunia, contributors=[person], topics=[make_topic("Minsk")])
    for model in (StoryTopic, Byline):
        model.objects.update(listed_at=None)
    return [story.published_at, None], [story.published_at, None, None]


@pytest.mark.parametrize("a_step", [1, 2, 20_000])
def test_an_older_database_gets_its_days(older, a_step, monkeypatch):
    monkeypatch.setattr(upgrade, "A_STEP", a_step)
    upgrade.repeat_days(apps, None)
    assert (days(), days(Byline)) == older


def test_an_upgrade_that_was_ended_between_two_steps_goes_on(older, monkeypatch):
    monkeypatch.setattr(upgrade, "A_STEP", 1)
    first = StoryTopic.objects.order_by("pk")[0]
    StoryTopic.objects.filter(pk=first.pk).update(listed_at=older[0][0])
    editor = connection.schema_editor(atomic=False)
    state = MigrationLoader(connection).project_state(("stories", "0006_lists_by_their_lines"))
    for operation in upgrade.Migration.operations:
        operation.database_forwards("stories", editor, state, state)
    assert (days(), days(Byline)) == older


@pytest.mark.parametrize(("list_of", "index"), [("about", "story_topic_river"), ("signed_by", "byline_river")])
def test_the_newest_of_a_list_come_from_an_index(dunia, list_of, index):
    of = make_topic() if list_of == "about" else make_contributor()
    plan = getattr(Story.objects.published(), list_of)(of).values("pk")[:20].explain()
    if connection.vendor == "sqlite":
        assert index in plan
        assert "TEMP B-TREE" not in plan
