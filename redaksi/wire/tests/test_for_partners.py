"""What a partner gets of a story: valid in each format, whole addresses, nothing of the desk's own."""

import html
import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from lxml import etree

from redaksi.stories.models import Paper, Source, Story, StorySource
from redaksi.stories.tests.builders import make_contributor, make_draft, make_photo, make_section, make_story, make_topic
from redaksi.wire import ninjs, partners
from redaksi.wire.models import PartnerFormat
from redaksi.wire.tests.partnering import ask, correct, make_partner, withdraw

pytestmark = pytest.mark.django_db

NINJS = {PartnerFormat.NINJS_3: "3.1", PartnerFormat.NINJS_2: "2.2", PartnerFormat.NINJS_1: "1.6"}
ATOM = {"a": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
TERMS = "Hanya untuk daring, sebut sumbernya."


@pytest.fixture(autouse=True)
def told(monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda call, using=None, robust=False: call())


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


def full_story(section, **more):
    """With all that a story may have."""
    other = make_story(section, "Berita lain")
    draft = make_draft(section, "Belum tayang")
    photo = make_photo(usage_terms="CC BY 4.0", creator="Rina")
    body = [
        ("text", f'<p>Lihat <a id="{other.pk}" linktype="page">berita lain</a> & <a href="/lama/1">yang lama</a>.</p>'),
        ("photo", {"photo": photo, "caption": "Di pelabuhan"}),
        ("gallery", {"title": "Galeri", "photos": [{"photo": make_photo("Antara/B"), "caption": ""}]}),
        ("related", {"story": other, "item": ""}),
        ("related", {"story": draft, "item": ""}),
        ("quote", {"text": "Tiba.", "speaker": "Ani", "speaker_role": "menteri", "attribution": "", "source": None}),
    ]
    story = make_story(
        section,
        "Delegasi <tiba> & pulang",
        body=body,
        dek="Satu kalimat.",
        ed_note="Jangan sebut nama sumber!",
        slugline="minsk",
        lead_photo=make_photo(),
        contributors=[make_contributor()],
        topics=[make_topic()],
        **more,
    )
    StorySource.objects.create(story=story, source=Source.objects.create(name="Interfax"), note="Wawancara")
    return story


def items_of(form, **fields):
    _partner, token = make_partner(form, form, usage_terms=TERMS, **fields)
    return ask(token)


@pytest.mark.parametrize(("form", "version"), NINJS.items())
def test_ninjs_is_as_its_schema_has_it(dunia, form, version):
    full_story(dunia)
    answer = items_of(form)
    assert answer["Content-Type"] == "application/json"
    assert [ninjs.faults_of(item, version) for item in answer.json()] == [[], []]
    assert {item.get("usageTerms", item.get("usageterms")) for item in answer.json()} == {TERMS}


@pytest.mark.parametrize(("form", "version"), NINJS.items())
def test_a_withdrawal_is_as_the_schema_has_it(dunia, form, version):
    story = make_story(dunia, "Keliru")
    _partner, token = make_partner("Harian", form)
    ask(token)
    withdraw(story, "Fotonya keliru.")
    (item,) = ask(token).json()
    assert ninjs.faults_of(item, version) == []
    assert item.get("pubStatus", item.get("pubstatus")) == "canceled"
    assert "Api membakar" not in json.dumps(item)


@pytest.mark.parametrize("form", PartnerFormat)
def test_nothing_of_the_desk_and_no_original_leaves(dunia, form, settings):
    story = full_story(dunia)
    sent = items_of(form).content.decode()
    assert [
        secret for secret in ("Jangan sebut", "originals", "Belum tayang", "Wawancara", str(story.uid)) if secret in sent
    ] == []
    assert settings.SITE_URL + story.address in sent


@pytest.mark.parametrize("form", PartnerFormat)
def test_every_address_is_a_whole_one(dunia, form, settings):
    full_story(dunia)
    sent = items_of(form).content.decode().replace('\\"', '"').replace("&quot;", '"')
    assert ('href="/' in sent, 'src="/' in sent) == (False, False)
    assert f'href="{settings.SITE_URL}/lama/1"' in sent.replace("&lt;", "<")
    assert f"{settings.SITE_URL}/media/renditions/" in sent


def test_photos_are_what_readers_see_with_their_rights(dunia, settings):
    full_story(dunia)
    item = items_of(PartnerFormat.NINJS_3).json()[0]
    pictures = [each for each in item["associations"] if each["type"] == "picture"]
    assert [each["by"] for each in pictures] == ["Antara/Rina", "Antara/Rina", "Antara/B"]
    hrefs = [each["renditions"][0]["href"] for each in pictures]
    assert all(href.startswith(f"{settings.SITE_URL}/media/renditions/") and href.endswith(".webp") for href in hrefs)
    assert pictures[1]["usageTerms"] == "CC BY 4.0"
    assert Client().get(hrefs[0].removeprefix(settings.SITE_URL)).status_code == 200


def test_a_photo_whose_right_has_ended_stays_here_and_the_answer_changes_with_the_day(dunia, monkeypatch):
    lead, in_text = make_photo(expires_at=timezone.localdate()), make_photo("Antara/B", expires_at=timezone.localdate())
    body = [("text", "<p>Teks.</p>"), ("photo", {"photo": in_text, "caption": ""})]
    make_story(dunia, lead_photo=lead, lead_caption="Kapal", body=body)
    _partner, token = make_partner()
    today = ask(token)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *given: tomorrow)
    after = ask(token, **{"If-None-Match": today["ETag"]})
    assert (len(today.json()[0]["associations"]), "associations" in after.json()[0]) == (2, False)
    assert "Kapal" not in after.content.decode()


def test_a_broken_photo_keeps_its_picture_back_and_not_the_story(dunia):
    photo = make_photo()
    make_story(dunia, "Tetap keluar", lead_photo=photo)
    photo.renditions.all().delete()
    photo.file.storage.delete(photo.file.name)
    (item,) = items_of(PartnerFormat.NINJS_3).json()
    assert (item["headlines"][0]["value"], "associations" in item) == ("Tetap keluar", False)


@pytest.mark.parametrize("form", PartnerFormat)
def test_without_the_full_text_headline_summary_and_link_leave(dunia, form, settings):
    story = full_story(dunia)
    make_story(dunia, "Tanpa teras", texts=["Kata " * 200])
    answer = items_of(form, has_full_text=False)
    sent = answer.content.decode()
    assert ("Lihat" in sent, "renditions" in sent, "Kata " * 100 in sent) == (False, False, False)
    assert ("Satu kalimat." in sent, settings.SITE_URL + story.address in sent, "Kata Kata" in sent) == (True, True, True)
    if form in NINJS:
        kinds = {item.get("representationType", item.get("representationtype")) for item in answer.json()}
        assert kinds == {"incomplete"} if form == PartnerFormat.NINJS_1 else {"partial"}
        assert [ninjs.faults_of(item, NINJS[form]) for item in answer.json()] == [[], [], []]


@pytest.mark.parametrize("form", [PartnerFormat.RSS, PartnerFormat.ATOM])
def test_feeds_are_read_back(dunia, form, settings):
    story = full_story(dunia)
    Paper.objects.update_or_create(pk=Paper.load().pk, defaults={"name": "Harian & Kita"})
    answer = items_of(form)
    feed = feedparser.parse(answer.content)
    entry = feed.entries[0]
    assert (feed.bozo, html.unescape(feed.feed.title), feed.feed.rights) == (False, "Harian & Kita", TERMS)
    assert (entry.link, entry.id) == (settings.SITE_URL + story.address,) * 2
    assert html.unescape(entry.title) == "Delegasi <tiba> & pulang"
    assert "Lihat" in entry.content[0].value


def test_rss_says_what_was_withdrawn_under_the_same_guid(dunia):
    story = make_story(dunia, "Keliru & salah")
    _partner, token = make_partner(form=PartnerFormat.RSS)
    (before,) = feedparser.parse(ask(token).content).entries
    withdraw(story, "Korbannya <anak>.")
    answer = ask(token)
    (after,) = feedparser.parse(answer.content).entries
    assert (after.id, after.link) == (before.id, before.link)
    assert (after.title, after.description) == ("DICABUT: Keliru &amp; salah", "<p>Korbannya &lt;anak&gt;.</p>")
    assert "Api membakar" not in answer.content.decode()


def test_atom_buries_what_was_withdrawn(dunia):
    story = make_story(dunia, "Keliru")
    _partner, token = make_partner(form=PartnerFormat.ATOM)
    before = etree.fromstring(ask(token).content).findtext("a:entry/a:id", namespaces=ATOM)
    story = withdraw(story, "Korbannya anak.")
    feed = etree.fromstring(ask(token).content)
    (stone,) = feed.findall("at:deleted-entry", ATOM)
    assert (stone.get("ref"), stone.get("when")) == (before, story.withdrawal.withdrawn_at.isoformat())
    assert stone.findtext("at:comment", namespaces=ATOM) == "DICABUT: Keliru\nKorbannya anak."
    assert feed.findall("a:entry", ATOM) == []
    assert feed.findtext("a:updated", namespaces=ATOM) == stone.get("when")


def test_atom_has_what_the_standard_asks_of_every_feed_and_entry(dunia):
    full_story(dunia)
    feed = etree.fromstring(items_of(PartnerFormat.ATOM).content)
    for place in (feed, *feed.findall("a:entry", ATOM)):
        assert all(place.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated"))
    assert feed.findtext("a:author/a:name", namespaces=ATOM)
    assert feed.findtext("a:rights", namespaces=ATOM) == TERMS


def test_a_feed_keeps_its_name_when_its_token_changes(dunia):
    partner, token = make_partner(form=PartnerFormat.ATOM)
    before = etree.fromstring(ask(token).content)
    after = etree.fromstring(Client().get(f"/mitra/{partners.open_for(partner)}/berita.atom").content)
    assert before.findtext("a:id", namespaces=ATOM) == after.findtext("a:id", namespaces=ATOM)


def test_json_feed_has_what_the_standard_asks(dunia, settings):
    story = full_story(dunia)
    gone = make_story(dunia, "Keliru")
    _partner, token = make_partner(form=PartnerFormat.JSON_FEED, usage_terms=TERMS)
    ask(token)
    withdraw(gone, "Korbannya anak.")
    answer = ask(token)
    feed = answer.json()
    assert answer["Content-Type"] == "application/feed+json"
    assert (feed["version"], feed["_redaksi"]) == ("https://jsonfeed.org/version/1.1", {"rights": TERMS})
    first, second = feed["items"][:2]
    assert (first["title"], first["content_text"], "content_html" in first) == ("DICABUT: Keliru", "Korbannya anak.", False)
    assert (second["id"], second["url"]) == (settings.SITE_URL + story.address,) * 2
    assert all(isinstance(item["id"], str) and ("content_html" in item or "content_text" in item) for item in feed["items"])


def test_a_new_version_says_when_it_was_made_even_within_a_minute(dunia):
    story = make_story(dunia)
    _partner, token = make_partner()
    first = ask(token).json()[0]["versionCreated"]
    correct(story, "Diralat")
    item = ask(token).json()[0]
    story = Story.objects.get(pk=story.pk)
    assert (first < item["versionCreated"], item["versionCreated"]) == (True, story.last_published_at.isoformat())


def test_times_carry_their_zone(dunia):
    make_story(dunia, at=datetime(2020, 1, 2, 3, 4, tzinfo=UTC))
    (item,) = items_of(PartnerFormat.NINJS_3).json()
    assert item["firstCreated"] == "2020-01-02T03:04:00+00:00"
