"""The field for a photo's tags inside the story form: what it needs comes when it is opened."""

import pytest
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.tests.builders import make_draft, make_section, make_user
from tests.test_journeys import complaints, log_in, window

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_photo_sent_from_the_story_form_can_be_tagged(paper, window, complaints):
    make_user("bagus", Role.CHIEF_EDITOR)
    story = make_draft(make_section("Dunia"))
    page = window()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url) if "jquery-ui" in request.url else None)
    log_in(page, "bagus", wanted="/admin/")
    page.wait_for_load_state("networkidle")
    fetched.clear()
    page.goto(f"/admin/pages/{story.pk}/edit/")
    page.wait_for_load_state("networkidle")
    assert fetched == []
    page.locator("#id_lead_photo-chooser [data-chooser-action-choose]").first.click()
    expect(page.locator(".modal.in")).to_be_focused()  # once it has come in it takes the focus, and a half-typed tag is done
    page.get_by_role("tab", name="Unggah").click()
    page.locator(".tagit-new input").press_sequentially("banjir,")
    expect(page.locator(".tagit-label")).to_have_text("banjir")
    assert (len(fetched), complaints) == (1, [])
