"""From the first word to the reader, in a real browser. Whatever the console complains of is a failure."""

import re

import pytest
from playwright.sync_api import expect

from redaksi.staff.groups import Role
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, make_editor, make_photo, make_section, make_user

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}
PASSWORD = "sandi-panjang-123"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints():
    """What went wrong in any window: console errors, policy violations, failed or foreign requests."""
    return []


@pytest.fixture
def window(chromium, live_server, complaints):
    """Opens a browser window of one person's, of one size."""
    contexts = []

    def open_window(width: int = 1280, height: int = 900):
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="id-ID", base_url=live_server.url)
        context.set_default_timeout(90_000)  # milliseconds, for a machine that others use too
        contexts.append(context)
        page = context.new_page()
        listen(page, live_server.url, complaints)
        return page

    yield open_window
    for context in contexts:
        context.close()


def listen(page, home: str, complaints: list[str]) -> None:
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    ours = (home, "data:", "blob:", "about:")
    page.on("request", lambda asked: None if asked.url.startswith(ours) else complaints.append(f"asked {asked.url}"))


def log_in(page, name: str, wanted: str = "/admin/") -> None:
    page.goto(f"/akun/login/?next={wanted}")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(f"**{wanted}")


def write_paragraph(page, text: str) -> None:
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Paragraf").first.click()
    page.locator("[data-draftail-editor-wrapper] [contenteditable=true]").first.click()
    page.keyboard.type(text)
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile(re.escape(text)))


def use_button_below(page, label: str) -> None:
    """The button itself, or the one behind the arrow beside it; a save that is under way is waited for."""
    footer = page.locator("footer nav")
    button = footer.get_by_role("button", name=label, exact=True)
    if not button.is_visible():
        footer.locator("button[aria-expanded]").last.click()
    with page.expect_navigation():
        page.get_by_role("button", name=label, exact=True).last.click()


def test_a_story_goes_from_the_reporters_phone_over_the_editors_desk_to_the_reader(paper, window, complaints):
    dunia = make_section("Dunia")
    make_user("sisi", Role.REPORTER)
    make_editor(dunia, "rani")

    reporter = window(width=360, height=740)
    log_in(reporter, "sisi", wanted="/admin/")
    reporter.get_by_role("link", name="Tulis berita").last.click()
    reporter.fill("#id_title", "Delegasi tiba di Gomel")
    write_paragraph(reporter, "Delegasi tiba di Gomel pada Senin pagi.")
    use_button_below(reporter, "Serahkan ke redaktur")
    reporter.wait_for_load_state("networkidle")

    editor = window()
    log_in(editor, "rani", wanted="/admin/")
    waiting = editor.locator("#waiting-for-me")
    waiting.get_by_role("link", name="Delegasi tiba di Gomel").click()
    editor.wait_for_load_state("networkidle")
    use_button_below(editor, "Setujui dan tayangkan")
    editor.wait_for_load_state("networkidle")

    story = Story.objects.published().get()
    assert re.fullmatch(r"/\d{4}/\d{2}/delegasi-tiba-di-gomel-\d+/", story.address)

    reader = window(width=360, height=740)
    for address in (story.address, "/dunia/"):
        reader.goto(address)
        assert reader.get_by_text("Delegasi tiba di Gomel").first.is_visible()
    reader.goto(story.address)
    assert reader.get_by_text("Delegasi tiba di Gomel pada Senin pagi.").is_visible()
    assert complaints == []


def test_every_tool_of_the_story_form_works_under_the_desks_policy(paper, window, complaints):
    dunia = make_section("Dunia")
    make_user("bagus", Role.CHIEF_EDITOR)
    photo = make_photo(title="Kapal di Gomel")
    story = make_draft(dunia, "Delegasi tiba di Gomel", texts=["Delegasi tiba pada Senin pagi."])
    desk = window()
    log_in(desk, "bagus", wanted=f"/admin/pages/{story.pk}/edit/")

    desk.locator("#id_lead_photo-chooser").get_by_role("button").filter(visible=True).first.click()
    desk.get_by_role("dialog").get_by_text("Kapal di Gomel").click()
    expect(desk.locator("#id_lead_photo")).to_have_value(str(photo.pk))

    desk.get_by_role("tab", name="Meja redaksi").click()
    desk.locator("#id_embargoed_until").click()
    expect(desk.locator(".xdsoft_datetimepicker").filter(visible=True)).to_be_visible()
    desk.keyboard.press("Escape")

    desk.get_by_role("button", name=re.compile("komentar", re.IGNORECASE)).first.click()
    for size in ("mobile", "desktop"):
        if size == "mobile":
            desk.locator("[data-side-panel-toggle=preview]").first.click()
        desk.locator(f"[data-side-panel=preview] input[value={size}]").check(force=True)
        shown = desk.frame_locator("[data-side-panel=preview] iframe").last
        expect(shown.get_by_role("heading", name="Delegasi tiba di Gomel")).to_be_visible()
    assert complaints == []


def test_a_passkey_is_added_and_logs_in(paper, window, complaints):
    make_user("sisi", Role.REPORTER)
    page = window(width=360, height=740)
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    log_in(page, "sisi")
    page.goto("/akun/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.fill("[name=name]", "Ponsel")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    page.goto("/akun/logout/")
    page.locator("main button[type=submit]").click()
    page.goto("/akun/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/admin/")
    assert complaints == []
