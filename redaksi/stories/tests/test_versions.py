"""Versions that point at what is gone, and publications that write only what changed."""

import pytest
from django.db.models import Model

from redaksi.stories.models import Byline, Story, StoryTopic
from redaksi.stories.tests.builders import (
    make_contributor,
    make_draft,
    make_photo,
    make_section,
    make_story,
    make_storyline,
    make_topic,
    publish_at_once,
)

pytestmark = pytest.mark.django_db


def gone(thing: Model) -> None:
    type(thing)._base_manager.filter(pk=thing.pk)._raw_delete("default")


def test_a_version_lets_go_of_what_is_no_longer_there(paper):
    stays, leaves = make_contributor("Sisi"), make_contributor("Wina")
    topic, line, photo = make_topic(), make_storyline(), make_photo()
    draft = make_draft(make_section(), contributors=[stays], topics=[topic], storyline=line, lead_photo=photo)
    draft.bylines = [Byline(contributor=person) for person in (stays, leaves)]
    draft.save_revision()
    Story.objects.filter(pk=draft.pk).update(storyline=None, lead_photo=None)
    StoryTopic.objects.filter(story=draft.pk).delete()
    for thing in (leaves, topic, line, photo):
        gone(thing)
    version = Story.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert [line.contributor for line in version.bylines.all()] == [stays]
    assert (list(version.story_topics.all()), version.storyline, version.lead_photo) == ([], None, None)
    story = publish_at_once(version)
    assert list(Byline.objects.filter(story=story).values_list("contributor__name", flat=True)) == ["Sisi"]


def test_a_publication_writes_bylines_that_changed_and_leaves_those_that_did_not(paper):
    story = make_story(make_section(), contributors=[make_contributor("Sisi")], topics=[make_topic()])
    before = list(StoryTopic.objects.filter(story=story).order_by("pk").values())
    story.bylines = [Byline(contributor=make_contributor("Wina"))]
    story.save_revision()
    publish_at_once(story)
    assert list(Byline.objects.filter(story=story).values_list("contributor__name", flat=True)) == ["Wina"]
    assert list(StoryTopic.objects.filter(story=story).order_by("pk").values()) == before


def test_a_story_that_is_held_in_memory_and_published_twice_keeps_its_one_address(paper):
    draft = make_draft(make_section())
    first = publish_at_once(draft)
    again = publish_at_once(draft)
    assert draft.address is None
    assert (first.address, first.number) == (again.address, again.number)


def test_what_a_publication_returns_is_what_lies_in_the_database(paper):
    story = publish_at_once(make_draft(make_section(), contributors=[make_contributor()]))
    stored = Story.objects.get(pk=story.pk)
    names = [field.attname for field in Story._meta.concrete_fields if field.name != "body"]
    assert [getattr(story, name) for name in names] == [getattr(stored, name) for name in names]
    assert story.body.get_prep_value() == stored.body.get_prep_value()
