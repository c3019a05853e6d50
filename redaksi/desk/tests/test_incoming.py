"""Berita masuk, from the browser's side."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from redaksi.desk.incoming import photos_of, shown_blocks
from redaksi.staff.groups import Role
from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.stories.models import SectionRight, SectionRole, Story
from redaksi.stories.tests.builders import make_draft, make_editor, make_section, make_user
from redaksi.wire.models import Incoming, IncomingState
from redaksi.wire.tests.feeding import NOW, make_feed, make_item

pytestmark = pytest.mark.django_db
LIST = "/admin/berita-masuk/"


@pytest.fixture
def feed(dunia):
    return make_feed(section=dunia, usage_terms="CC BY 4.0", rights_url="https://kantor.id/lisensi")


def headlines(page: str) -> list[str]:
    """Of every line, folded ones among them, in their order."""
    return re.findall(r'class="desk-list__headline" href="/admin/berita-masuk/\d+/">(?:<s>)?([^<]*)<', page)


def said(response) -> list[str]:
    return [str(message).partition("\n")[0].strip() for message in response.context["messages"]]


def take_url(item) -> str:
    return reverse("take_incoming", args=[item.pk])


def test_what_waits_stands_newest_first_with_its_source_licence_and_original(feed, reporter, at_desk):
    make_item(feed, "Kemarin", received_at=NOW - timedelta(days=1))
    make_item(feed, "Tadi", lead="Api membakar gudang.")
    page = at_desk(reporter).get(LIST).content.decode()
    assert headlines(page) == ["Tadi", "Kemarin"]
    assert [text in page for text in ("Kantor Berita", "CC BY 4.0", "Api membakar gudang.")] == [True] * 3
    original = re.search(r'<a class="desk-original" href="https://kantor.id/2"([^>]*)>', page)
    assert original.group(1) == ' target="_blank" rel="noopener noreferrer"'


def test_the_same_news_of_several_sources_is_one_line_the_others_folded(feed, reporter, at_desk):
    first = make_item(feed, "Pelabuhan terbakar")
    make_item(make_feed("https://lain.id/rss", name="Lain"), "Kebakaran pelabuhan", told_first=first)
    page = at_desk(reporter).get(LIST).content.decode()
    assert headlines(page) == ["Pelabuhan terbakar", "Kebakaran pelabuhan"]
    line, folded = page.split("<details")
    assert (headlines(line), headlines(folded)) == (["Pelabuhan terbakar"], ["Kebakaran pelabuhan"])
    assert "1 sumber lain" in folded


def test_the_list_is_of_one_feed_one_state_or_some_words(feed, reporter, at_desk):
    other = make_feed("https://lain.id/rss", name="Lain")
    first = make_item(feed, "Harga beras turun")
    make_item(other, "Beras makin murah", told_first=first)
    make_item(other, "Hujan lebat di Padang")
    make_item(other, "Gempa di Palu", state=IncomingState.WITHDRAWN, changed_at=NOW)
    browser = at_desk(reporter)

    def listed(**choice) -> list[str]:
        return headlines(browser.get(LIST, choice).content.decode())

    assert listed(feed=other.pk) == ["Beras makin murah", "Hujan lebat di Padang"]
    assert listed(words="padang HUJAN") == ["Hujan lebat di Padang"]
    assert listed(words="murah") == ["Harga beras turun", "Beras makin murah"]
    assert listed(state="withdrawn") == ["Gempa di Palu"]
    assert listed(state="withdrawn", words="padang") == []
    assert listed(state="x", feed="9" * 30, words="a" * 300, p="1") == [
        "Harga beras turun",
        "Beras makin murah",
        "Hujan lebat di Padang",
    ]


@pytest.mark.parametrize("number", [3, 300])
def test_the_list_asks_the_database_the_same_however_many_items(number, feed, reporter, at_desk, django_assert_num_queries):
    items = [make_item(feed, f"Berita {n}") for n in range(number)]
    for n in range(number // 3):
        make_item(feed, f"Lagi {n}", told_first=items[-1])
    browser = at_desk(reporter)
    browser.get(LIST)
    with django_assert_num_queries(19):
        page = browser.get(LIST).content.decode()
    assert page.count('type="checkbox"') == min(number, 25)


@pytest.mark.parametrize("number", [3, 300])
@pytest.mark.parametrize("state", ["taken", "dismissed"])
def test_what_was_handled_is_listed_with_as_few_queries(
    number, state, feed, dunia, reporter, at_desk, django_assert_num_queries
):
    story = make_draft(dunia, by=reporter)
    first = make_item(feed, "Yang pertama", state=IncomingState.TAKEN, story=story, handled_by=reporter, handled_at=NOW)
    for n in range(number):
        make_item(feed, f"Berita {n}", state=state, story=story, handled_by=reporter, handled_at=NOW, told_first=first)
    browser = at_desk(reporter)
    browser.get(LIST)
    with django_assert_num_queries(18):
        page = browser.get(LIST, {"state": state}).content.decode()
    assert page.count("Sudah diberitakan:") == min(number, 25)


def test_an_item_is_shown_as_it_would_come_in(feed, reporter, at_desk):
    photo = PhotoCopy("https://kantor.id/foto.jpg", credit="ANTARA/Rina", caption="Api dari laut", usage_terms="Sekali pakai")
    text = "<p>Api <b>besar</b> <script>alert(1)</script></p>"
    body = [BlockCopy("text", text), BlockCopy("heading", {"text": "Sebab", "level": 2})]
    item = make_item(feed, copy=StoryCopy("Pelabuhan terbakar", dek="Dua gudang habis.", lead_photo=photo, body=body))
    page = at_desk(reporter).get(reverse("show_incoming", args=[item.pk])).content.decode()
    assert "<p>Api <b>besar</b> </p>" in page
    assert "alert(1)" not in page
    told = (
        "Dua gudang habis.",
        "Api dari laut",
        "Kredit: ANTARA/Rina · Sekali pakai",
        "https://kantor.id/lisensi",
        "<h3>Sebab</h3>",
    )
    assert [text in page for text in told] == [True] * 5


def test_an_item_that_cannot_be_read_is_told_with_its_original_and_not_taken(feed, reporter, at_desk):
    item = make_item(feed)
    Incoming.objects.update(copy={"sidecar": 99})
    answer = at_desk(reporter).post(take_url(item), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("show_incoming", args=[item.pk])
    page = answer.content.decode()
    assert "Berita ini tidak dapat dibaca lagi; lihat aslinya." in page
    assert "Ambil" not in page
    assert (len(said(answer)), Story.objects.count()) == (1, 0)


def test_one_click_makes_the_draft_and_opens_it(feed, dunia, reporter, at_desk):
    item = make_item(feed, copy=StoryCopy("Pelabuhan terbakar", body=[BlockCopy("text", "<p>Api.</p>")]))
    answer = at_desk(reporter).post(take_url(item), follow=True)
    story = Story.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[story.pk])
    assert (story.title, story.section, story.owner, story.is_public) == ("Pelabuhan terbakar", dunia, reporter, False)
    assert said(answer) == ["“Pelabuhan terbakar” kini menjadi konsep Anda."]
    above_the_form = answer.content.decode().partition('<aside class="desk-origins')[2].partition("</aside>")[0]
    assert [text in above_the_form for text in ("Kantor Berita", "https://kantor.id/1", "CC BY 4.0")] == [True] * 3


def test_another_section_is_chosen_among_those_that_the_user_writes_for(feed, dunia, daerah, at_desk):
    rani = make_editor(daerah, "rani")
    item = make_item(feed)
    browser = at_desk(rani)
    page = browser.get(reverse("show_incoming", args=[item.pk])).content.decode()
    assert re.findall(r'<option value="(\d+)"', page) == [str(daerah.pk)]
    assert browser.post(take_url(item), {"section": dunia.pk}).status_code == 404
    assert Story.objects.count() == 0
    browser.post(take_url(item), {"section": daerah.pk})
    assert Story.objects.get().section == daerah


def test_where_no_section_is_known_or_allowed_the_question_is_asked(dunia, daerah, reporter, at_desk):
    homeless = make_item(make_feed())
    answer = at_desk(reporter).post(take_url(homeless), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("show_incoming", args=[homeless.pk])
    assert "Pilih rubrik" in answer.content.decode()
    for_another = make_item(make_feed("https://lain.id/rss", section=dunia))
    answer = at_desk(make_editor(daerah, "rani")).post(take_url(for_another), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("show_incoming", args=[for_another.pk])
    assert Story.objects.count() == 0


def test_whoever_comes_second_is_told_who_took_it_and_led_to_that_story(feed, dunia, reporter, at_desk):
    item = make_item(feed, "Pelabuhan terbakar")
    at_desk(reporter).post(take_url(item))
    story = Story.objects.get()
    editor, colleague = make_editor(dunia, "rani"), make_user("dewi", Role.REPORTER)
    at = Incoming.objects.get().handled_at
    answer = at_desk(editor).post(take_url(item), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[story.pk])
    message = f"sisi sudah mengambilnya pukul {localtime(at):%H.%M}; kini menjadi “Pelabuhan terbakar”."
    assert said(answer) == [message]
    answer = at_desk(colleague).post(take_url(item), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("show_incoming", args=[item.pk])
    assert said(answer) == [message]
    assert (Story.objects.count(), Incoming.objects.get().handled_at) == (1, at)


def test_what_its_source_withdrew_is_struck_out_and_not_taken(feed, reporter, at_desk):
    item = make_item(feed, "Salah sebut", state=IncomingState.WITHDRAWN, changed_at=NOW)
    browser = at_desk(reporter)
    page = browser.get(LIST, {"state": "withdrawn"}).content.decode()
    assert "<s>Salah sebut</s>" in page
    assert take_url(item) not in page
    assert take_url(item) not in browser.get(reverse("show_incoming", args=[item.pk])).content.decode()
    assert said(browser.post(take_url(item), follow=True)) == ["Berita ini sudah dicabut sumbernya, jadi tidak diambil lagi."]
    assert Story.objects.count() == 0


def test_many_are_put_aside_at_once_and_one_comes_back(feed, reporter, at_desk):
    first, second, _third = (make_item(feed, name) for name in ("Satu", "Dua", "Tiga"))
    browser = at_desk(reporter)
    here = f"{LIST}?words=a"
    answer = browser.post(reverse("put_aside"), {"item": [first.pk, second.pk], "next": here}, follow=True)
    assert answer.redirect_chain[-1][0] == here
    assert "2 berita dikesampingkan." in answer.content.decode()
    assert headlines(browser.get(LIST).content.decode()) == ["Tiga"]
    page = browser.get(LIST, {"state": "dismissed"}).content.decode()
    assert sorted(headlines(page)) == ["Dua", "Satu"]
    answer = browser.post(reverse("put_back", args=[first.pk]), follow=True)
    assert said(answer) == ["“Satu” menunggu lagi."]
    assert set(headlines(answer.content.decode())) == {"Satu", "Tiga"}


def test_one_is_put_aside_by_its_own_button_whatever_is_ticked(feed, reporter, at_desk):
    first, second = make_item(feed, "Satu"), make_item(feed, "Dua")
    browser = at_desk(reporter)
    browser.post(reverse("put_aside"), {"item": [first.pk], "only": second.pk})
    assert headlines(browser.get(LIST).content.decode()) == ["Satu"]


def test_nothing_ticked_and_nonsense_sent_put_nothing_aside(feed, reporter, at_desk):
    make_item(feed, "Satu")
    browser = at_desk(reporter)
    for sent in ({}, {"item": ["x", "-1", "9" * 40, "²"]}, {"only": ""}, {"next": "https://jahat.id/"}):
        answer = browser.post(reverse("put_aside"), sent, follow=True)
        assert answer.redirect_chain[-1][0] == LIST
        assert said(answer) == ["Tidak ada yang dikesampingkan: belum ada yang dicentang, atau rekan Anda lebih dulu."]
    assert headlines(browser.get(LIST).content.decode()) == ["Satu"]


def test_who_writes_nowhere_neither_sees_nor_handles_anything(feed, photo_desk, at_desk):
    item = make_item(feed)
    browser = at_desk(photo_desk)
    home = reverse("wagtailadmin_home")
    assert "berita-masuk" not in browser.get(home).content.decode()
    for url in (LIST, reverse("show_incoming", args=[item.pk])):
        assert browser.get(url).url == home
    for url in (take_url(item), reverse("put_aside"), reverse("put_back", args=[item.pk])):
        assert browser.post(url, {"only": item.pk}).url == home
    assert Incoming.objects.get().state == IncomingState.WAITING


def test_nothing_is_handled_by_following_a_link(feed, reporter, at_desk):
    item = make_item(feed)
    for url in (take_url(item), reverse("put_aside"), reverse("put_back", args=[item.pk])):
        assert at_desk(reporter).get(url).status_code == 405


def test_the_menu_says_how_many_wait_and_stops_counting_at_99(feed, reporter, at_desk):
    browser = at_desk(reporter)
    assert '"Berita masuk"' in browser.get("/admin/").content.decode()
    make_item(feed)
    assert '"Berita masuk (1)"' in browser.get("/admin/").content.decode()
    for n in range(100):
        make_item(feed, f"Berita {n}")
    assert '"Berita masuk (99+)"' in browser.get("/admin/").content.decode()


def test_a_right_in_one_section_is_enough(feed, dunia, at_desk):
    newcomer = make_user("baru", Role.PHOTO_DESK)
    SectionRight.objects.create(user=newcomer, section=make_section("Olahraga"), role=SectionRole.REPORTER)
    make_item(feed, "Satu")
    assert headlines(at_desk(newcomer).get(LIST).content.decode()) == ["Satu"]


def test_every_kind_of_block_is_shown_or_left_to_the_photos():
    photo = PhotoCopy("a.jpg", caption="Kapal")
    body = [
        BlockCopy("text", '<p onclick="x()">Satu</p>'),
        BlockCopy("photo", photo),
        BlockCopy("gallery", {"title": "", "photos": [photo, PhotoCopy("b.jpg")]}),
        BlockCopy("list", {"is_numbered": False, "items": ["<p>Dua</p>", "<p>Tiga</p>"]}),
        BlockCopy("quote", {"text": "Empat", "speaker": "Rina", "speaker_role": "saksi"}),
        BlockCopy("related", {"story": "x"}),
    ]
    shown = [(block.kind, str(block.html), block.lines) for block in shown_blocks(body)]
    assert shown == [
        ("text", "<p>Satu</p>", []),
        ("list", "", ["Dua", "Tiga"]),
        ("quote", "", ["Empat", "Rina, saksi"]),
    ]
    assert [each.file for each in photos_of(StoryCopy("x", lead_photo=photo, body=body))] == ["a.jpg", "b.jpg"]
