"""What only a browser can tell of our pages; what strangers' tools say of them is tried in `tests/outside`."""

import json
import time
from datetime import timedelta

import pytest

from redaksi.audience import trials
from redaksi.stories.models import Paper
from redaksi.stories.tests.builders import make_contributor, make_photo, make_section, make_story, make_user

BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
LIGHT, DARK = "rgb(255, 253, 249)", "rgb(18, 20, 22)"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(paper):
    return make_story(
        make_section("Dunia"),
        "Putin Siap Kirim Perwakilan Rusia untuk Negosiasi dengan Ukraina",
        kicker="Perundingan Minsk",
        dek="Kremlin menyebut Minsk sebagai tempat pertemuan. Kyiv belum menjawab, dan pertempuran belum berhenti.",
        lead_photo=make_photo(credit="iStockphoto", caption="Kremlin di Moskow pada malam hari."),
        contributors=[make_contributor("Sisi")],
    )


def test_headline_and_first_sentence_are_on_a_phones_first_screen(chromium, live_server, story):
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    page.goto(live_server.url + story.address)
    assert page.locator("h1").bounding_box()["y"] < 200
    first = page.locator(".prose p").first.bounding_box()
    assert first["y"] + 24 < 740


def test_the_reader_chooses_light_or_dark_and_it_lasts(chromium, live_server, story):
    page = chromium.new_page(color_scheme="light")
    page.goto(live_server.url + story.address)
    assert page.evaluate(BACKGROUND) == LIGHT
    switch = page.locator("[data-theme-switch]")
    switch.click()
    switch.click()
    assert (page.evaluate(BACKGROUND), switch.get_attribute("title")) == (DARK, "Tampilan: gelap")
    page.reload(wait_until="networkidle")
    assert page.evaluate(BACKGROUND) == DARK


def test_the_menu_of_a_phone_opens_without_scripts_and_closes_with_escape(chromium, live_server, story):
    silent = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    silent.goto(live_server.url + story.address)
    silent.locator(".menu__button").click()
    assert silent.locator(".menu__list a", has_text="Dunia").is_visible()
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    page.goto(live_server.url + story.address, wait_until="networkidle")
    page.locator(".menu__button").click()
    page.keyboard.press("Escape")
    assert not page.locator(".menu__list").is_visible()


def test_sharing_by_the_phone_itself_is_offered_only_where_the_phone_can(chromium, live_server, story):
    able, unable = chromium.new_context(), chromium.new_context()
    able.add_init_script("navigator.share = what => { window.shared = what; return Promise.resolve() }")
    unable.add_init_script("delete Navigator.prototype.share")
    page, other = able.new_page(), unable.new_page()
    for each in (page, other):
        each.goto(live_server.url + story.address, wait_until="networkidle")
    assert other.locator("[data-share]").is_hidden()
    page.locator("[data-share] button").click()
    shared = page.evaluate("window.shared")
    assert shared["title"] == story.headline
    assert shared["url"].endswith(story.address)


def test_a_reading_is_told_to_our_own_house_alone_and_not_where_the_browser_asks_not_to_be_followed(
    chromium, live_server, story
):
    asked, cookies = [], []
    for is_followed in (True, False):
        context = chromium.new_context()
        if not is_followed:
            context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
        context.on("request", lambda request, is_followed=is_followed: asked.append((is_followed, request)))
        context.new_page().goto(live_server.url + story.address, wait_until="networkidle")
        cookies += context.cookies()
    told = [(is_followed, request.post_data) for is_followed, request in asked if request.url.endswith("/baca/")]
    assert [(is_followed, said.partition("&")[2]) for is_followed, said in told] == [(True, f"p=story.{story.number}")]
    assert [request.url for _is_followed, request in asked if not request.url.startswith(live_server.url)] == []
    assert cookies == []


def test_what_was_read_in_this_visit_gives_way_to_a_spare_one(chromium, live_server, story):
    others = [make_story(story.section, f"Berita {number}") for number in range(20)]
    page = chromium.new_page()
    page.goto(live_server.url + story.address, wait_until="networkidle")
    shown = "items => items.filter(item => !item.hidden).map(item => item.querySelector('a').pathname)"
    before = page.eval_on_selector_all(".onward--next li", shown)
    page.goto(live_server.url + before[0], wait_until="networkidle")
    page.goto(live_server.url + story.address, wait_until="networkidle")
    after = page.eval_on_selector_all(".onward--next li", shown)
    assert len(others) == 20
    assert (len(before), len(after), before[0] in after) == (6, 6, False)


SHIFTS = """new PerformanceObserver(all => all.getEntries().forEach(each => window.moved = (window.moved || 0) + each.value))
    .observe({ type: 'layout-shift', buffered: true })"""


@pytest.mark.parametrize(("visit", "seen"), [("0000000000", 0), ("1111111111", 1)])
def test_two_stories_on_trial_are_chosen_by_the_visit_without_a_cookie_and_nothing_moves(
    chromium, live_server, story, visit, seen
):
    rival = make_story(
        story.section, "Saingan dengan judul yang jauh lebih panjang supaya barisnya lebih banyak daripada yang lain"
    )
    trial = trials.begin_in_place(0, story, rival, make_user())
    pair = (story, rival)
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    context.add_init_script(f"sessionStorage.kunjungan = '{visit}'; {SHIFTS}")
    told = []
    context.on("request", lambda request: told.append(request.post_data) if request.url.endswith("/baca/") else None)
    page = context.new_page()
    page.goto(live_server.url, wait_until="networkidle")
    shown = page.locator(".first-page__lead .story-card:visible, .first-page__seconds .story-card:visible")
    assert shown.locator("a").all_inner_texts() == [pair[seen].headline, pair[1 - seen].headline]
    assert page.evaluate("window.moved || 0") == 0
    shown.first.locator("a").click()
    page.wait_for_url(f"**{pair[seen].address}")
    page.wait_for_load_state("networkidle")
    ours = [each for each in told if "&a=" in each]
    front = f"v={visit}&p=front"
    assert ours == [f"{front}&a={trial.pk}.{seen}", f"{front}&c={pair[seen].number}.1&a={trial.pk}.{seen}"]
    assert context.cookies() == []


LONG = "Kremlin menyebut Minsk sebagai tempat pertemuan, Kyiv belum menjawab, dan pertempuran di timur belum juga berhenti"
WATCH = """addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => window.painted = document
    .querySelector('.first-page__lead a').textContent))"""


@pytest.mark.parametrize("arm", [0, 1])
def test_a_headline_on_trial_is_there_before_anything_is_painted_and_nothing_moves(chromium, live_server, story, arm):
    for number in range(20):
        make_story(story.section, f"Berita {number}", published_at=story.published_at - timedelta(hours=number + 1))
    trial = trials.begin(story, LONG, make_user())
    visit = f"000000000{(trial.pk + arm) % 2}"
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    context.add_init_script(f"sessionStorage.kunjungan = '{visit}'; {SHIFTS}; {WATCH}")
    told = []
    context.on("request", lambda request: told.append(request.post_data) if request.url.endswith("/baca/") else None)
    page = context.new_page()
    page.route("**/*.js", lambda route: (time.sleep(0.3), route.continue_()))  # a phone far from the house paints before
    page.goto(live_server.url, wait_until="networkidle")
    seen = (story.headline, LONG)[arm]
    assert page.evaluate("window.painted") == seen
    assert set(page.locator(f".first-page a[href='{story.address}']").all_text_contents()) == {seen}
    assert page.evaluate("window.moved || 0") == 0
    assert [each for each in told if "&a=" in each] == [f"v={visit}&p=front&a={trial.pk}.{arm}"]


@pytest.mark.parametrize("how", ["without scripts", "asking not to be followed"])
def test_who_runs_no_scripts_or_asks_not_to_be_followed_sees_the_first_of_two_stories_on_trial(
    chromium, live_server, story, how
):
    trials.begin_in_place(0, story, make_story(story.section, "Saingan"), make_user())
    context = chromium.new_context(java_script_enabled=how != "without scripts")
    context.add_init_script(
        "sessionStorage.kunjungan = '1111111111'; Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"
    )
    told = []
    context.on("request", lambda request: told.append(request) if request.url.endswith("/baca/") else None)
    page = context.new_page()
    page.goto(live_server.url, wait_until="networkidle")
    assert page.locator(".first-page__lead .story-card:visible a").all_inner_texts() == [story.headline]
    assert told == []


SHOWN = """async () => {
    const worker = await navigator.serviceWorker.ready;
    let all = [];
    for (let tried = 0; !all.length && tried < 100; tried++) {
        await new Promise(done => setTimeout(done, 100));
        all = await worker.getNotifications();
    }
    return all.map(each => [each.title, each.body, each.data]);
}"""
CLICK = """async () => {
    const [notification] = await self.registration.getNotifications(), opened = [];
    self.clients.openWindow = async url => opened.push(url);  // a browser opens windows for a finger only
    const event = new NotificationEvent('notificationclick', { notification });
    event.waitUntil = () => {};
    self.dispatchEvent(event);
    return [opened, (await self.registration.getNotifications()).length];
}"""


def test_a_breaking_story_is_shown_by_the_browser_and_a_click_opens_it_and_takes_it_away(chromium, live_server, story):
    paper = Paper.load()
    paper.offers_push = True
    paper.save()
    context = chromium.new_context()
    context.grant_permissions(["notifications"], origin=live_server.url)
    page = context.new_page()
    line, registered = context.new_cdp_session(page), []
    line.on("ServiceWorker.workerRegistrationUpdated", lambda told: registered.extend(told["registrations"]))
    line.send("ServiceWorker.enable")
    page.goto(live_server.url + "/buletin/kabar/", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    url = live_server.url + story.address
    told = json.dumps({"title": "Redaksi", "text": story.headline, "url": url, "lang": "id"})
    where = {"origin": live_server.url, "registrationId": registered[-1]["registrationId"]}
    line.send("ServiceWorker.deliverPushMessage", {**where, "data": told})
    assert page.evaluate(SHOWN) == [["Redaksi", story.headline, url]]
    assert context.service_workers[0].evaluate(CLICK) == [[url], 0]
