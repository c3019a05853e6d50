"""What readers see of corrections, withdrawals and unverified stories, and how one leads to the other."""

import json
import re
from datetime import UTC, datetime

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from redaksi.front import changes
from redaksi.staff.groups import Role
from redaksi.stories import actions, ledger
from redaksi.stories.models import LedgerEntry, Story
from redaksi.stories.tests.builders import make_editor, make_section, make_story, make_topic, make_user

pytestmark = pytest.mark.django_db
HOSTILE = "</script><script>alert(1)</script>"
GROUNDS = {"public_interest": "Warga harus mengungsi.", "source": "Kepala BPBD.", "unreachable": "Kantornya kosong."}


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


@pytest.fixture
def rina(dunia):
    return make_editor(dunia, "rina")


@pytest.fixture
def chief(dunia):
    return make_user("pemred", Role.CHIEF_EDITOR)


def correct(story, rina, chief, text="Lima gudang, bukan empat.", body=None, **how):
    if body:
        draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
        draft.body = [("text", f"<p>{body}</p>")]
        draft.save_revision(user=rina)
    return actions.post_correction(actions.write_correction(Story.objects.get(pk=story.pk), rina, "ralat", text, **how), chief)


def main_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.text.partition("<main")[2].partition("</main>")[0]


def test_a_serious_correction_stands_above_the_text_and_a_small_one_below(client, dunia, rina, chief):
    story = make_story(dunia, texts=["Api membakar empat gudang."])
    correct(story, rina, chief, "Yang kecil.")
    correct(story, rina, chief, "Yang berat.", is_serious=True)
    page = main_of(client, story.address)
    assert page.index("Yang berat.") < page.index("Api membakar") < page.index("Yang kecil.")


def test_it_shows_its_time_its_change_and_leads_to_the_ledger_and_back(client, dunia, rina, chief, time_machine):
    story = make_story(dunia, at=datetime(2026, 11, 20, tzinfo=UTC), texts=["Api membakar empat gudang."])
    time_machine.move_to(datetime(2026, 11, 23, 8, 30, tzinfo=UTC))
    entry = correct(story, rina, chief, body="Api membakar lima gudang.")
    page = main_of(client, story.address)
    assert '<time datetime="2026-11-23T15:30+07:00">Senin, 23 November 2026 15.30 WIB</time>' in page
    assert "Api membakar <del>empat</del> <ins>lima</ins> gudang." in page
    assert f'href="/koreksi/{entry.number}/"' in page
    for address in ("/koreksi/", "/koreksi/2026/11/", f"/koreksi/{entry.number}/"):
        assert f'href="{story.address}"' in main_of(client, address)


def test_machines_are_told_of_it_with_its_date(client, dunia, rina, chief):
    story = make_story(dunia)
    entry = correct(story, rina, chief, f"Salah. {HOSTILE}")
    page = client.get(story.address).text
    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])["@graph"]
    (said,) = graph[0]["correction"]
    assert (said["@type"], said["text"]) == ("CorrectionComment", f"Salah. {HOSTILE}")
    assert datetime.fromisoformat(said["datePublished"]) == entry.at.replace(microsecond=0)
    assert datetime.fromisoformat(graph[0]["dateModified"]) == entry.at.replace(microsecond=0) or not story.is_updated
    assert HOSTILE not in page


def test_an_unverified_story_says_so_at_its_end_in_brackets_and_italics(client, dunia, rina):
    story, update = make_story(dunia, texts=["Pabrik membuang limbah."]), make_story(dunia, "Hasil pemeriksaan")
    opened = actions.declare_unverified(story, rina, owner=rina, **GROUNDS)
    page = main_of(client, story.address)
    assert re.search(r'Pabrik membuang limbah.*<p class="unverified"><em>\(.+\)</em></p>', page, re.DOTALL)
    actions.close_unverified(opened, rina, update)
    page = main_of(client, story.address)
    assert 'class="unverified"' not in page
    assert f'href="{update.address}"' in page
    assert f'href="{story.address}"' in main_of(client, update.address)


def test_the_notice_cannot_be_written_away(client, dunia, rina):
    story = make_story(dunia)
    actions.declare_unverified(story, rina, owner=rina, **GROUNDS)
    correct(story, rina, rina, body="Teks baru tanpa pemberitahuan.")
    assert 'class="unverified"' in main_of(client, story.address)


def test_the_months_are_there_and_no_other(client, dunia, rina, chief, time_machine):
    time_machine.move_to(datetime(2026, 9, 30, 18, 0, tzinfo=UTC))  # October already, in Jakarta
    correct(make_story(dunia, "Pertama"), rina, chief)
    time_machine.move_to(datetime(2026, 11, 2, tzinfo=UTC))
    correct(make_story(dunia, "Kedua"), rina, chief)
    assert "Kedua" in main_of(client, "/koreksi/")
    assert "Pertama" in main_of(client, "/koreksi/2026/10/")
    for nothing in ("/koreksi/2026/09/", "/koreksi/2026/13/", "/koreksi/0000/00/", "/koreksi/99/", "/koreksi/?hal=2"):
        assert client.get(nothing).status_code == 404


def test_the_page_is_there_before_anything_went_wrong_and_shows_what_the_paper_promises(client, paper):
    page = main_of(client, "/koreksi/")
    assert "Sampai hari ini belum ada yang perlu dikoreksi." in page


def test_the_ledger_asks_the_same_for_two_entries_and_for_sixty(client, dunia, rina, chief, django_assert_num_queries):
    story = make_story(dunia)
    for number in range(2):
        correct(story, rina, chief, f"Ke-{number}")
    client.get("/koreksi/")
    with django_assert_num_queries(5):
        client.get("/koreksi/")
    for number in range(2, 32):
        ledger.append("correction", story, {"form": "ralat"}, {"text": f"Ke-{number}", "changes": []})
    with django_assert_num_queries(5):
        first = main_of(client, "/koreksi/")
    assert ("Ke-31" in first, "Ke-1<" in first) == (True, False)
    assert "Ke-1<" in main_of(client, "/koreksi/?hal=2")
    assert LedgerEntry.objects.latest("number").digest in first


def test_a_protected_withdrawal_tells_neither_title_nor_reason_anywhere(client, dunia, chief):
    story = make_story(dunia, "Budiarto dirawat", slug="budiarto-dirawat")
    actions.withdraw(story, chief, "child", "Menyebut Budiarto.")
    old = story.address
    assert "Budiarto" in main_of(client, old, 410)
    actions.protect(story, chief, "child")
    gone = client.get(old)
    assert (gone.status_code, gone["Location"]) == (301, Story.objects.get(pk=story.pk).address)
    assert "Budiarto" not in main_of(client, gone["Location"], 410)
    assert "Budiarto" not in main_of(client, "/koreksi/")


def statuses_of(client, things):
    return [client.get(thing.get_absolute_url()).status_code for thing in things]


def test_a_protected_childs_topic_is_no_page_and_old_addresses_lead_to_the_neutral_one(client, dunia, chief):
    topics = [make_topic("Budiarto", kind="person"), make_topic("Banjir")]
    make_story(dunia, topics=topics[1:])
    story = make_story(dunia, "Budiarto dirawat", topics=topics)
    Redirect.objects.create(old_path="/lama/budiarto-dirawat", redirect_page=story, site=Site.objects.get())
    assert statuses_of(client, topics) == [200, 200]
    actions.withdraw(Story.objects.get(pk=story.pk), chief, "child", "Menyebut Budiarto.")
    actions.protect(story, chief, "child")
    assert statuses_of(client, topics) == [404, 200]
    neutral = Story.objects.get(pk=story.pk).address
    assert "budiarto" not in neutral
    assert client.get("/lama/budiarto-dirawat/").headers["Location"].removeprefix("http://localhost") == neutral
    assert client.get(neutral).status_code == 410


def test_an_advertorial_that_ran_out_is_gone_without_blame(client, dunia):
    story = make_story(dunia, "Liburan hemat", genre="paid")
    Story.objects.filter(pk=story.pk).update(paid_until=datetime(2026, 1, 1, tzinfo=UTC))
    actions.run_out()
    page = main_of(client, story.address, 410)
    assert "masa tayang" in page
    assert "Alasan" not in page
    assert "Liburan hemat" not in main_of(client, "/koreksi/")


def test_how_far_a_program_wrote_it_is_said_to_readers_and_machines(client, dunia):
    page = client.get(make_story(dunia, ai_use="assisted").address).text
    assert "Disunting dengan AI" in page
    assert '"digitalSourceType":"https://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"' in page


@pytest.mark.parametrize(("genre", "rel"), [("paid", "sponsored external noopener"), ("report", "external noopener")])
def test_links_out_of_an_advertorial_say_that_they_were_paid_for(client, dunia, genre, rel):
    body = [
        ("text", '<p>Lihat <a href="https://toko.test/">tokonya</a> dan <a href="/dunia/">rubrik ini</a>.</p>'),
        ("embed", {"url": "https://toko.test/video", "caption": ""}),
    ]
    page = main_of(client, make_story(dunia, genre=genre, body=body).address)
    assert re.findall(r'toko.test/[^"]*" rel="([^"]*)"', page) == [rel, rel]
    assert 'href="/dunia/" rel' not in page


def test_words_are_compared_and_hostile_ones_are_harmless():
    assert changes.marked("empat gudang", "lima gudang") == "<del>empat</del> <ins>lima</ins> gudang"
    assert changes.marked("", "baru") == "<ins>baru</ins>"
    assert "<script" not in changes.marked("<script>x</script>", "<b>y</b>")
    assert changes.marked("a " * 5_000, "b") == f"<del>{'a ' * 5_000}</del> <ins>b</ins>"
