"""In a real Chromium, light and dark: no accessibility violation axe knows, no shift, no foreign request, no complaint."""

import pytest
from axe_playwright_python.sync_playwright import Axe

SHIFT = """() => new Promise(done => {
    let sum = 0;
    const observer = new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value));
    observer.observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def faults(page) -> list[str]:
    told = Axe().run(page).response["violations"]
    found = [f"{violation['id']}: {violation['nodes'][0]['html']}" for violation in told]
    if (shift := page.evaluate(SHIFT)) > 0.001:
        found.append(f"shifts by {shift}")
    if (width := page.evaluate("document.documentElement.scrollWidth")) > 360:
        found.append(f"{width} px wide on a phone of 360")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_whole_and_open_to_everybody(chromium, live_server, addresses, scheme):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme, locale="id-ID")
    page = context.new_page()
    found, foreign, complaints = [], [], []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(live_server.url) else None)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for kind, address in addresses.items():
        page.goto(live_server.url + address, wait_until="networkidle")
        found += [f"{kind}: {fault}" for fault in faults(page)]
    context.close()
    assert found == []
    assert foreign == []
    assert [text for text in complaints if "404" not in text] == []


def test_everything_can_be_read_without_scripts(chromium, live_server, addresses):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + addresses["story"])
    assert page.locator("article.story").inner_text().count("\n") > 20
    for name in ("WhatsApp", "Telegram", "Facebook"):
        assert page.get_by_role("link", name=name).first.is_visible()
    page.goto(live_server.url + addresses["search"])
    assert page.get_by_role("main").get_by_role("link").count() > 0
    context.close()
