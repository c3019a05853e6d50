"""How often a publication asks the database, from the decision to the last page purged; and what it leaves to the worker."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from redaksi.stories import actions
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import (
    approve_as_it_is,
    make_contributor,
    make_draft,
    make_photo,
    make_section,
    make_story,
    make_storyline,
    make_topic,
)

pytestmark = pytest.mark.django_db

LEFT_TO_THE_WORKER = [
    "modelsearch.tasks.insert_or_update_object_task",
    "redaksi.press.cards.tasks.draw_card",
    "redaksi.wire.changes.note_publication",
    "wagtail.tasks.update_reference_index_task",
]


@pytest.fixture
def worker(settings):
    """What waits for it; nobody works."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return DBTaskResult.objects.order_by("task_path").values_list("task_path", flat=True)


@pytest.fixture
def asked(django_assert_num_queries, django_capture_on_commit_callbacks):
    """Runs the work with all that follows its commit, and says whether it asked as often as told."""

    def asked(queries, work):
        with django_assert_num_queries(queries), django_capture_on_commit_callbacks(execute=True):
            return work()

    return asked


def a_draft(section, others=1, people=1, topics=1, **fields):
    for number in range(others):
        make_story(section, f"Lama {number}", at=timezone.now() - timedelta(days=number))
    links = {
        "contributors": [make_contributor(f"Wartawan {number}") for number in range(people)],
        "topics": [make_topic(f"Hal {number}", kind="subject") for number in range(topics)],
    }
    return Story.objects.get(pk=make_draft(section, **links, **fields).pk)


@pytest.mark.parametrize(("others", "people", "topics"), [(1, 1, 1), (30, 3, 12)])
def test_a_publication_asks_as_often_whatever_the_story_names_and_the_archive_holds(
    paper, worker, asked, others, people, topics
):
    draft = a_draft(make_section(), others, people, topics)
    approve_as_it_is(draft)
    DBTaskResult.objects.all().delete()
    story = asked(37, lambda: actions.publish(draft, by=None))
    assert story.is_public
    assert list(worker) == LEFT_TO_THE_WORKER


def test_a_photograph_costs_two_queries_more_and_a_storyline_one(paper, worker, asked):
    draft = a_draft(make_section(), 1, lead_photo=make_photo(), storyline=make_storyline())
    approve_as_it_is(draft)
    assert asked(40, lambda: actions.publish(draft, by=None)).lead_photo.credit == "Antara/Rina"


def test_a_later_version_logs_its_new_headline_too(paper, worker, asked):
    story = make_story(make_section(), contributors=[make_contributor()], topics=[make_topic()])
    story.title = "Kebakaran padam"
    story.save_revision()
    approve_as_it_is(story)
    known = Story.objects.get(pk=story.pk)
    story = asked(41, lambda: actions.publish(known, by=None))
    assert (story.headline, len(story.topics), len(story.authors)) == ("Kebakaran padam", 1, 1)
