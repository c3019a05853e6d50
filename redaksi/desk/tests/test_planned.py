"""A planned story is written on without a lock, and what is planned goes out as it was approved."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from redaksi.desk.tests.forms import form_of
from redaksi.stories import actions
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, publish_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(dunia, chief):
    draft = make_draft(dunia, by=chief)
    publish_at_once(draft, at=timezone.now() + timedelta(hours=2))
    return Story.objects.get(pk=draft.pk)


def test_an_autosave_never_writes_over_what_is_planned(planned, chief, at_desk, time_machine):
    version = planned.get_latest_revision()
    planned.revisions.update(user=chief)
    fields = form_of(planned) | {"title": "Diperbaiki", "overwrite_revision_id": version.pk}
    way = reverse("wagtailadmin_pages:edit", args=[planned.pk])
    told = at_desk(chief).post(way, fields, headers={"accept": "application/json"}).json()
    assert (told["success"], told["revision_id"] > version.pk) == (True, True)
    version.refresh_from_db()
    assert (version.content["title"], version.approved_go_live_at) == (planned.title, planned.go_live_at)
    time_machine.move_to(planned.go_live_at + timedelta(seconds=1))
    assert actions.publish_due() == []
    assert [story.title for story in Story.objects.published()] == [planned.title]


def test_a_lock_that_somebody_set_holds_also_while_a_plan_is_made(planned, chief):
    assert planned.get_lock() is None
    planned.locked = True
    assert planned.get_lock().for_user(chief)


def test_a_correction_that_waits_to_be_read_moves_with_the_plan(planned, chief):
    version = planned.get_latest_revision_as_object()
    version.title = "Diperbaiki"
    version.save_revision(user=chief)
    later = planned.go_live_at + timedelta(hours=4)
    actions.reschedule(Story.objects.get(pk=planned.pk), by=chief, at=later)
    draft = Story.objects.get(pk=planned.pk).get_latest_revision_as_object()
    assert (draft.title, draft.go_live_at) == ("Diperbaiki", later)
