"""Tahan: taken back for the moment, decided by whoever may withdraw."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.actions import Refused
from redaksi.stories.models import Hold, HoldOutcome, Story, WithdrawalGround
from redaksi.stories.tests.builders import make_editor, make_section, make_story, make_user
from redaksi.stories.tests.test_approval import change, on_duty, refusal_of

pytestmark = pytest.mark.django_db


def test_anyone_on_duty_holds_a_story_back_and_the_chief_has_a_day_to_decide(paper):
    dunia, daerah = make_section("Dunia"), make_section("Daerah")
    story, editor, reporter = make_story(dunia), make_editor(dunia), make_user("sisi", Role.REPORTER)
    for stranger in (reporter, make_editor(daerah)):
        with pytest.raises(Refused):
            actions.hold(story, by=stranger)
    held = actions.hold(story, by=editor, note="Korban minta dicek.")
    assert held.decide_until - held.held_at == pytest.approx(timedelta(hours=24), abs=timedelta(seconds=2))
    assert not Story.objects.published().exists()
    assert refusal_of(lambda: actions.decide(story, by=editor, outcome=HoldOutcome.BACK))
    story = actions.decide(story, by=make_user("pemred", Role.CHIEF_EDITOR), outcome=HoldOutcome.BACK)
    assert (story.is_public, story.live, story.is_held, Hold.objects.get().outcome) == (True, True, False, "back")


def test_the_editor_on_duty_holds_back_in_every_section(paper):
    story, piket = make_story(make_section()), on_duty(make_user("piket", Role.EDITOR))
    assert actions.hold(story, by=piket).held_by == piket


def test_a_held_story_goes_out_by_no_way_but_the_decision(paper, time_machine):
    dunia, chief = make_section(), make_user("pemred", Role.CHIEF_EDITOR)
    story = make_story(dunia)
    soon = timezone.now() + timedelta(minutes=5)
    story = change(story, title="Versi terencana")
    actions.publish(story, by=chief, at=soon)
    actions.hold(story, by=chief)
    told = "Berita ini sedang ditahan; yang berwenang mencabut memutuskan dulu."
    assert refusal_of(lambda: actions.publish(change(story, go_live_at=None), by=chief)) == told
    time_machine.move_to(soon + timedelta(seconds=1))
    assert actions.publish_due() == [(story.pk, told)]
    assert not Story.objects.published().exists()
    change(story, title="Sudah diperbaiki", go_live_at=None)
    out = actions.decide(Story.objects.get(pk=story.pk), by=chief, outcome=HoldOutcome.CORRECTED, note="Nama diperbaiki.")
    assert (out.title, out.is_public) == ("Sudah diperbaiki", True)


def test_a_held_story_is_withdrawn_on_a_ground(paper):
    story, chief = make_story(make_section()), make_user("pemred", Role.CHIEF_EDITOR)
    actions.hold(story, by=chief)
    with pytest.raises(Refused):
        actions.decide(story, by=chief, outcome=HoldOutcome.WITHDRAWN, note="Keliru.")
    assert Hold.objects.get().outcome == ""
    ground = WithdrawalGround.EDITORIAL_ERROR
    out = actions.decide(story, by=chief, outcome=HoldOutcome.WITHDRAWN, note="Foto keliru.", ground=ground)
    assert (out.is_withdrawn, out.is_public, out.withdrawal.reason) == (True, False, "Foto keliru.")


def test_a_story_is_held_once_at_a_time_and_a_draft_never(paper):
    story, chief = make_story(make_section()), make_user("pemred", Role.CHIEF_EDITOR)
    actions.hold(story, by=chief)
    assert refusal_of(lambda: actions.hold(story, by=chief)) == "Hanya berita yang sudah tayang yang bisa ditahan."
