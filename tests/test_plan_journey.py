"""A planned story in a real browser: corrected, moved, unscheduled, planned again; it goes out once, as it was corrected."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, make_section, make_user, publish_at_once
from tests.test_advice_journey import wait_until_edits_are_watched
from tests.test_desk_journey import leave_by
from tests.test_journeys import complaints, log_in, window
from tests.test_typing_journey import next_save

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def plan(story):
    return list(story.revisions.filter(approved_go_live_at__isnull=False).values_list("approved_go_live_at", flat=True))


def test_a_planned_story_is_corrected_and_moved_and_goes_out_once_as_corrected(paper, window, complaints):
    make_user("bagus", Role.CHIEF_EDITOR)
    story = make_draft(make_section("Dunia"), "Perundingan dimulai di Gomel", texts=["Delegasi tiba pada Senin pagi."])
    soon = (timezone.localtime() + timedelta(hours=3)).replace(second=0, microsecond=0)
    publish_at_once(story, at=soon)
    page = window(width=360, height=740)
    form = f"/admin/pages/{story.pk}/edit/"
    log_in(page, "bagus", wanted=form)
    wait_until_edits_are_watched(page)
    with next_save(page):
        page.locator("#id_dek").press_sequentially("Empat orang ikut.")
    assert plan(story) == [soon]
    page.goto(form)
    expect(page.get_by_text("Yang tayang nanti adalah naskah yang sudah disetujui.")).to_be_visible()

    later = soon + timedelta(hours=3)
    page.get_by_label("Waktu lain").fill(f"{later:%Y-%m-%dT%H:%M}")
    with page.expect_navigation():
        page.get_by_role("button", name="Pindahkan", exact=True).press("Enter")
    page.wait_for_load_state("networkidle")
    leave_by(page, "Jadwalkan tayang")
    assert (plan(story), Story.objects.published().count()) == ([later], 0)

    page.goto(form)
    with page.expect_navigation():
        page.get_by_role("button", name="Batalkan jadwal", exact=True).press("Enter")
    assert plan(story) == []
    page.wait_for_load_state("networkidle")
    leave_by(page, "Jadwalkan tayang")
    assert plan(story) == [later]

    moment = timezone.now() - timedelta(seconds=1)
    due = story.revisions.get(approved_go_live_at=later)
    due.approved_go_live_at, due.content["go_live_at"] = moment, moment.isoformat()
    due.save()
    Story.objects.filter(pk=story.pk).update(go_live_at=moment)
    assert (actions.publish_due(), actions.publish_due()) == ([], [])
    out = Story.objects.published().get()
    assert (out.dek, plan(story), complaints) == ("Empat orang ikut.", [], [])
