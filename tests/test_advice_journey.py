"""The archive advises whoever writes: one click makes a topic, what repeats a story is told, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, make_section, make_story, make_storyline, make_topic, make_user
from tests.test_journeys import complaints, log_in, use_button_below, window, write_paragraph

__all__ = ["complaints", "window"]

FIRST = "Banjir merendam tiga kecamatan di Demak sejak Senin pagi."
SECOND = "Warga lanjut usia diungsikan ke balai desa, kata kepala badan penanggulangan bencana daerah setempat."

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def suggestion(page, name: str):
    return page.locator(".desk-suggested").get_by_role("button", name=name)


def is_too_wide(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def wait_until_edits_are_watched(page) -> None:
    """Wagtail takes what stands in a form two seconds after it opened for what is saved."""
    page.evaluate("""async () => {
        const form = document.querySelector("[data-edit-form]");
        const watch = () => wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
        while (!watch()?.initialFormData) await new Promise((done) => setTimeout(done, 100));
    }""")


def saved() -> Story:
    """What the only story's last version is."""
    return Story.objects.get().get_latest_revision_as_object()


def test_a_person_whom_a_new_draft_names_is_suggested_and_is_its_topic_after_one_click(paper, window, complaints):
    make_section("Dunia")
    make_user("sisi", Role.REPORTER)
    person, place = make_topic("Vladimir Medinsky", "person"), make_topic("Gomel")
    page = window(width=360, height=740)
    log_in(page, "sisi")
    page.get_by_role("link", name="Tulis berita").last.click()
    page.wait_for_selector("#id_title")
    wait_until_edits_are_watched(page)
    page.fill("#id_title", "Delegasi tiba di Gomel")
    write_paragraph(page, "Vladimir Medinsky memimpin delegasi itu.")

    expect(suggestion(page, "Gomel")).to_be_visible(timeout=15_000)
    suggestion(page, "Vladimir Medinsky").click()
    rows = page.locator("#id_story_topics-FORMS > *")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Vladimir Medinsky")
    expect(suggestion(page, "Vladimir Medinsky")).to_have_count(0)
    expect(suggestion(page, "Gomel")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(2)
    expect(page.locator(".desk-suggested")).to_be_hidden()
    expect(page.locator("[data-desk-advice=topics] + [role=status]")).to_have_text("Gomel ditambahkan.")

    use_button_below(page, "Serahkan ke redaktur")
    page.wait_for_load_state("networkidle")
    assert [link.topic for link in saved().story_topics.all()] == [person, place]
    assert (Story.objects.get().title, complaints) == ("Delegasi tiba di Gomel", [])


def test_a_topic_thrown_out_again_is_suggested_again_and_the_storyline_is_set(paper, window, complaints):
    dunia, talks = make_section("Dunia"), make_storyline("Perundingan Gomel")
    make_user("bagus", Role.CHIEF_EDITOR)
    story = make_draft(dunia, "Perundingan Gomel di Belarus", topics=[make_topic("Belarus")])
    page = window()
    log_in(page, "bagus", wanted=f"/admin/pages/{story.pk}/edit/")
    wait_until_edits_are_watched(page)
    suggestion(page, "Perundingan Gomel").click()
    expect(page.locator("#id_storyline")).to_have_value(str(talks.pk))
    page.locator("#id_story_topics-0-DELETE-button").click()
    expect(suggestion(page, "Belarus")).to_be_visible(timeout=15_000)
    assert (saved().storyline, complaints) == (talks, [])


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_opens_a_draft_that_repeats_a_story_is_told_and_sees_the_passages(
    paper, index, window, complaints, width, scheme
):
    daerah = make_section("Daerah")
    make_user("bagus", Role.CHIEF_EDITOR)
    make_topic("Demak")
    published = make_story(daerah, "Banjir di Demak", texts=[FIRST, SECOND])
    index.step()
    story = make_draft(daerah, "Demak terendam", texts=[FIRST, SECOND.replace("kata", "ujar"), "Kabar lain."])
    page = window(width=width, height=900)
    page.emulate_media(color_scheme=scheme)
    log_in(page, "bagus", wanted=f"/admin/pages/{story.pk}/edit/")
    told = page.locator(".desk-repeats")
    expect(told).to_contain_text("Mirip dengan berita yang sudah tayang")
    expect(told.locator("summary")).to_have_text(re.compile(r"Banjir di Demak\s+88% naskah ini sudah ada di sana"))
    told.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(told.locator("mark").first).to_be_visible()
    assert told.locator("mark").all_inner_texts()[:2] == [
        f"{FIRST} Warga lanjut usia diungsikan ke balai desa,",
        "kepala badan penanggulangan bencana daerah setempat.",
    ]
    assert told.get_by_role("link").get_attribute("href") == published.address
    expect(suggestion(page, "Demak")).to_be_visible()
    found = Axe().run(page, context=".desk-advice").response["violations"]
    assert (found, is_too_wide(page), complaints) == ([], False, [])
