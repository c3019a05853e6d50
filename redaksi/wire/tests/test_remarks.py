"""Corrections and notices go along with the text wherever it goes: partners, exports, feeds (Pedoman Media Siber 4d)."""

import json

import pytest

from redaksi.stories import actions
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_editor, make_section, make_story
from redaksi.wire import for_partners, ninjs
from redaksi.wire.for_partners import Envelope
from redaksi.wire.models import Partner

pytestmark = pytest.mark.django_db
GROUNDS = {"public_interest": "Mendesak.", "source": "Kepala BPBD.", "unreachable": "Ditelepon."}


@pytest.fixture
def section(paper):
    return make_section()


@pytest.fixture
def rina(section):
    return make_editor(section, "rina")


def item_of(story, version="3"):
    partner = Partner.objects.create(name=f"Mitra {version}", format=f"ninjs-{version}.{1 if version == '3' else 2}")
    letters = [letter for _story, letter in for_partners.letters_for(partner, [story.pk])]
    return json.loads(for_partners.written(partner, letters, Envelope("https://koran.test/mitra/")))[0]


def test_a_partner_gets_the_corrections_and_the_notice_with_the_text(section, rina):
    story = make_story(section, texts=["Api membakar gudang."], ai_use="assisted")
    actions.post_correction(actions.write_correction(story, rina, "koreksi", "Lima <gudang>.", is_serious=True), rina)
    actions.declare_unverified(Story.objects.get(pk=story.pk), rina, owner=rina, **GROUNDS)
    item = item_of(story)
    text = next(body["value"] for body in item["bodies"] if body["role"] == "main")
    assert text.index("Koreksi") < text.index("Api membakar gudang.") < text.index("Berita ini masih memerlukan verifikasi")
    assert "Lima &lt;gudang&gt;." in text
    assert item["digitalSourceType"]["literal"] == "compositeWithTrainedAlgorithmicMedia"
    assert [each["href"] for each in item["trustIndicators"]] == [
        for_partners.absolute("/koreksi/"),
        for_partners.absolute("/redaksi/"),
    ]
    assert ninjs.faults_of(item, "3.1") == []


def test_feeds_carry_them_too(client, section, rina):
    from redaksi.stories.models import Paper

    paper = Paper.load()
    paper.has_full_feeds = True
    paper.save()
    story = make_story(section, texts=["Api membakar gudang."])
    entry = actions.post_correction(actions.write_correction(story, rina, "ralat", "Lima gudang."), rina)
    feed = client.get("/feed/json/", follow=True).json()
    (item,) = feed["items"]
    assert "Lima gudang." in item["content_html"]
    assert Story.objects.get().last_published_at == entry.at
