"""A headline on trial, from the editor who begins it over the readers who decide it to the editor who reads what came of it."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from redaksi.audience import trials
from redaksi.audience.tests.crowds import PHONE, body, read
from redaksi.stories.tests.builders import make_editor, make_section, make_story
from tests.test_journeys import complaints, log_in, window

__all__ = ["complaints", "window"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OURS, OTHER = "Kebakaran di pelabuhan", "Tiga gudang habis terbakar, tujuh pekerja dirawat"
VISITS = 24  # that all of them see the same headline happens once in eight million times


def visit(chromium, site):
    """A reader opens the first page: the headline that stands there, and what their browser tells of it."""
    reader = chromium.new_context(user_agent=PHONE, base_url=site)
    page, told = reader.new_page(), []
    page.on("request", lambda request: told.append(request.post_data) if request.url.endswith("/baca/") else None)
    page.goto("/", wait_until="networkidle")
    headline = page.locator("main h2 a, main h3 a").first.inner_text()
    reader.close()
    return headline, tuple(each for each in told if "a" in parse_qs(each))


def crowd(trial, story):
    """Of 600 visits for each headline one of eight reads the story, of those that saw the other one of four."""
    for number in range(1_200):
        arm, name = number % 2, f"v{number}"
        yield body(name, "front", a=f"{trial.pk}.{arm}")
        if number % (16, 8)[arm] == arm:
            yield body(name, story)


def test_readers_decide_between_two_headlines_and_the_editor_has_the_last_word(
    paper, chromium, live_server, window, complaints
):
    dunia = make_section("Dunia")
    story, desk = make_story(dunia, OURS), window()
    make_editor(dunia, "rani")
    log_in(desk, "rani", wanted=f"/admin/pembaca/{story.pk}/")
    desk.get_by_label("Judul pembanding").fill(OTHER)
    desk.get_by_role("button", name="Uji", exact=True).click()
    expect(desk.get_by_text("Berjalan")).to_be_visible()

    seen = [visit(chromium, live_server.url) for _number in range(VISITS)]
    assert {headline for headline, _told in seen} == {OURS, OTHER}
    assert {len(told) for _headline, told in seen} == {1}
    read(*(told.encode() for _headline, (told,) in seen))
    (trial,) = trials.running()
    counted = {OURS: trial.seen_first, OTHER: trial.seen_second}
    assert counted == {each: [headline for headline, _told in seen].count(each) for each in (OURS, OTHER)}

    read(*crowd(trial, story))
    assert trials.judge_all() == 1
    desk.reload()
    expect(desk.get_by_text("Judul pembanding lebih baik")).to_be_visible()
    assert {visit(chromium, live_server.url) for _number in range(4)} == {(OURS, ())}
    assert complaints == []
