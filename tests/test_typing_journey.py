"""Nothing that somebody types gets lost on its way into the draft, in a real browser."""

import pytest

from redaksi.staff.groups import Role
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, make_section, make_user
from tests.test_journeys import complaints, log_in, use_button_below, window

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def saved() -> Story:
    return Story.objects.get().get_latest_revision_as_object()


def texts(story: Story) -> list[str]:
    return [str(block.value) for block in story.body]


def next_save(page):
    return page.expect_response(lambda answer: answer.request.method == "POST" and "/pages/" in answer.url)


def test_what_is_typed_at_once_while_a_save_is_under_way_and_just_before_the_button_is_in_the_draft(paper, window, complaints):
    dunia = make_section("Dunia")
    make_user("bagus", Role.CHIEF_EDITOR)
    story = make_draft(dunia, "Delegasi tiba", texts=["Awal."])
    page = window()
    log_in(page, "bagus", wanted=f"/admin/pages/{story.pk}/edit/")
    with next_save(page):  # nothing else is typed: it has to be seen for what it is
        page.fill("#id_title", "Delegasi tiba di Gomel")
    assert saved().title == "Delegasi tiba di Gomel"

    page.evaluate("""() => document.addEventListener("w-autosave:save", () => {
        document.querySelector("#id_kicker").value = "Perundingan";
    }, { once: true })""")
    with next_save(page):
        page.fill("#id_dek", "Pada Senin pagi.")
    with next_save(page):
        pass
    assert (saved().dek, saved().kicker) == ("Pada Senin pagi.", "Perundingan")

    page.locator("[data-draftail-editor-wrapper] [contenteditable=true]").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Lalu akhir.")
    use_button_below(page, "Tayangkan")
    page.wait_for_load_state("networkidle")
    assert (["Lalu akhir." in text for text in texts(Story.objects.get())], complaints) == ([True], [])
