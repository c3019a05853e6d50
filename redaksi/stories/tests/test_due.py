"""The clock: each on its own, tried again, shown, never in the way of another."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Clock, DueFailure, Story
from redaksi.stories.signals import publication_failed
from redaksi.stories.tests.builders import make_draft, make_photo, make_section, make_user, publish_at_once
from redaksi.stories.tests.test_approval import change, refusal_of

pytestmark = pytest.mark.django_db

NO_CREDIT = "Foto “Kapal” belum punya kredit."


def planned(section, how_many, at):
    drafts = [make_draft(section, f"Berita {number}") for number in range(how_many)]
    for draft in drafts:
        publish_at_once(draft, at=at)
    return drafts


def titles():
    return sorted(Story.objects.published().values_list("title", flat=True))


def test_of_twelve_that_are_due_one_raises_and_eleven_go_out(paper, time_machine, monkeypatch):
    soon = timezone.now() + timedelta(minutes=5)
    drafts = planned(make_section(), 12, soon)
    as_ever = Story.publish

    def publish(self, *args, **kwargs):
        if self.pk == drafts[3].pk:
            raise RuntimeError("cakram penuh")
        return as_ever(self, *args, **kwargs)

    monkeypatch.setattr(Story, "publish", publish)
    time_machine.move_to(soon + timedelta(seconds=1))
    assert actions.tick() == [(drafts[3].pk, "RuntimeError: cakram penuh")]
    assert titles() == sorted(f"Berita {number}" for number in range(12) if number != 3)
    assert Story.objects.get(pk=drafts[3].pk).approved_schedule


def test_a_failure_is_tried_again_after_pauses_that_double_and_told_once_for_each_reason(paper, time_machine):
    soon = timezone.now() + timedelta(minutes=5)
    (story,) = planned(make_section(), 1, soon)
    photo = make_photo(credit="")
    change(story, lead_photo=photo, go_live_at=soon)
    from redaksi.stories.models import Approval
    from redaksi.stories.seen import digest_of

    version = Story.objects.get(pk=story.pk).get_latest_revision()
    version.approved_go_live_at = soon
    version.save()
    story.revisions.exclude(pk=version.pk).update(approved_go_live_at=None)
    Approval.objects.create(story=story, revision=version, digest=digest_of(version.content), kind="chief")
    told = []
    publication_failed.connect(lambda failure, **kwargs: told.append(failure.reason), weak=False, dispatch_uid="test")
    pauses = []
    at = soon + timedelta(seconds=1)
    for _ in range(3):
        time_machine.move_to(at, tick=False)
        assert actions.publish_due() == [(story.pk, NO_CREDIT)]
        assert actions.publish_due() == []
        failure = DueFailure.objects.get()
        pauses.append((failure.try_again_at - at).total_seconds())
        at = failure.try_again_at
    assert pauses == [10, 20, 40]
    photo.credit = "Antara/Rina"
    photo.save()
    time_machine.move_to(at, tick=False)
    assert actions.publish_due() == []
    assert (titles(), DueFailure.objects.count()) == (["Berita 0"], 0)
    publication_failed.disconnect(dispatch_uid="test")


def test_a_planned_story_is_moved_and_unscheduled_without_another_reading(paper, time_machine):
    chief = make_user("pemred", Role.CHIEF_EDITOR)
    soon = timezone.now() + timedelta(minutes=5)
    moved, dropped = planned(make_section(), 2, soon)
    actions.reschedule(moved, by=chief, at=soon + timedelta(hours=1))
    actions.unschedule(dropped, by=chief)
    assert refusal_of(lambda: actions.unschedule(dropped, by=chief)) == "Berita ini tidak dijadwalkan."
    time_machine.move_to(soon + timedelta(minutes=1))
    assert (actions.publish_due(), titles()) == ([], [])
    time_machine.move_to(soon + timedelta(hours=1, seconds=1))
    assert (actions.publish_due(), titles()) == ([], ["Berita 0"])


def test_a_planned_story_is_not_moved_before_its_embargo(paper):
    chief, soon = make_user("pemred", Role.CHIEF_EDITOR), timezone.now() + timedelta(hours=2)
    draft = make_draft(make_section(), embargoed_until=soon)
    publish_at_once(draft, at=soon)
    assert "diembargo" in refusal_of(lambda: actions.reschedule(draft, by=chief, at=soon - timedelta(hours=1)))


def test_a_planned_story_is_corrected_and_goes_out_as_corrected(paper, time_machine):
    chief, soon = make_user("pemred", Role.CHIEF_EDITOR), timezone.now() + timedelta(minutes=5)
    (story,) = planned(make_section(), 1, soon)
    actions.publish(change(story, title="Diperbaiki"), by=chief)
    time_machine.move_to(soon + timedelta(seconds=1))
    assert (actions.publish_due(), titles()) == ([], ["Diperbaiki"])


def test_a_clock_that_stands_still_is_noticed(paper, time_machine):
    assert Clock.stopped_since() is None
    actions.tick()
    at = timezone.now()
    assert Clock.stopped_since() is None
    time_machine.move_to(at + timedelta(seconds=90))
    assert abs(Clock.stopped_since() - at) < timedelta(seconds=5)


def test_the_list_of_what_is_due_costs_the_same_however_much_is(paper, time_machine, django_assert_num_queries):
    planned(make_section(), 3, timezone.now() + timedelta(minutes=5))
    with django_assert_num_queries(1):
        actions.publish_due()
