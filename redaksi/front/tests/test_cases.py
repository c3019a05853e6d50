"""The public forms: a receipt for everybody, riddles for nobody; floods wait, and what is wrong loses no word."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from redaksi.front import gate
from redaksi.stories import cases
from redaksi.stories.models import Case, CaseGround, CaseState, ConsentText, Withdrawal, WithdrawalGround
from redaksi.stories.tests.builders import image_bytes, make_section, make_story, make_user, publish_at_once

pytestmark = pytest.mark.django_db

REPLY, COMPLAINT, DATA = "/layanan/hak-jawab/", "/layanan/pengaduan/", "/layanan/data-pribadi/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PAPERS_FOLDER = str(tmp_path / "papers")


@pytest.fixture
def story(paper):
    return make_story(make_section("Dunia"), "Gudang terbakar")


def reply_to(story, **more):
    told = {"kind": "reply", "text": "Itu tidak benar.", "name": "Laras", "email": "laras@contoh.test", "consent": "on"}
    return {"story": story.address, **told, **more}


def errors_of(answer):
    return {name: list(errors) for name, errors in answer.context["form"].errors.items()}


def test_a_reply_is_taken_with_its_proof_and_the_sender_gets_a_page_to_follow_it(story, client):
    card = SimpleUploadedFile("ktp.jpg", image_bytes(), content_type="image/jpeg")
    answer = client.post(REPLY, reply_to(story, passage="gudang penuh", speaks_as="pemilik", paper=card))
    case = Case.objects.get()
    assert (answer.status_code, answer.url) == (303, f"/layanan/perkara/{case.token}/?baru=1")
    assert (case.story, case.kind, case.state, case.consent) == (story, "reply", "open", ConsentText.current())
    assert case.paper.media_type == "image/jpeg"
    page = client.get(answer.url)
    told = page.content.decode()
    assert [case.number in told, "Laras" in told, "laras@" in told, "Gudang terbakar" in told] == [True, False, False, True]
    headers = ("Referrer-Policy", "X-Robots-Tag", "Cache-Control")
    assert [page[name].split(",")[0] for name in headers] == ["no-referrer", "noindex", "max-age=0"]
    assert answer.cookies.output() == ""


def test_what_is_missing_is_named_beside_its_field_and_nothing_written_is_lost(story, client):
    answer = client.post(
        REPLY, {"story": "https://lain.test/berita", "text": "Jawaban <b>saya</b>", "kind": "reply", "email": "x"}
    )
    assert (answer.status_code, Case.objects.count()) == (422, 0)
    assert sorted(errors_of(answer)) == ["consent", "email", "name", "story"]
    page = answer.content.decode()
    assert "Jawaban &lt;b&gt;saya&lt;/b&gt;</textarea>" in page
    assert 'aria-describedby="id_email_helptext id_email_error"' in page
    assert 'aria-invalid="true"' in page
    assert '<a href="#id_email">Surel</a>' in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ktp.jpg", b"MZ program"),
        ("ktp.pdf", b"<script>alert(1)</script>"),
        ("ktp.png", b"\x89PNG\r\n\x1a\n"),
        ("a", b"GIF89a"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_the_text_stands(story, client, name, content):
    answer = client.post(REPLY, reply_to(story, paper=SimpleUploadedFile(name, content)))
    assert (answer.status_code, list(errors_of(answer)), Case.objects.count()) == (422, ["paper"], 0)
    assert "Itu tidak benar." in answer.content.decode()


def test_a_text_that_is_too_long_comes_back_and_ten_megabytes_are_not_read(story, client):
    answer = client.post(REPLY, reply_to(story, text="a" * 20_001))
    assert (answer.status_code, list(errors_of(answer))) == (422, ["text"])
    answer = client.post(REPLY, reply_to(story, text="a" * 10_000_000))
    assert (answer.status_code, "Terlalu besar" in answer.content.decode(), Case.objects.count()) == (413, True, 0)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\x00\x08 kendali", "🙂 שלום", "{{ 7*7 }} {% now %}"])
def test_whatever_is_written_is_only_text(story, client, text):
    answer = client.post(COMPLAINT, {"story": story.address, "text": text}, follow=True)
    assert "<script>alert" not in answer.content.decode()
    assert Case.objects.count() in (0, 1)


@pytest.mark.parametrize("token", ["x", "x" * 43, "../../admin", "A" * 64, "%00" * 20])
def test_a_forged_address_opens_nothing(story, client, token):
    client.post(REPLY, reply_to(story))
    assert client.get(f"/layanan/perkara/{token}/").status_code == 404
    assert client.post(f"/layanan/perkara/{token}/", {"tarik": "1"}).status_code == 404
    assert Case.objects.get().state == CaseState.OPEN


def test_the_same_reply_sent_twice_has_one_receipt(story, client):
    first, again = client.post(REPLY, reply_to(story)), client.post(REPLY, reply_to(story))
    assert (first.url, Case.objects.count()) == (again.url, 1)


def test_a_story_is_known_by_its_address_in_any_form_and_by_no_draft(story, client):
    addresses = [story.address, f"https://koran.test{story.address}?utm=x#y", story.address.rstrip("/"), str(story.number)]
    for number, address in enumerate(addresses):
        client.post(COMPLAINT, {"story": address, "text": f"Keliru {number}"})
    assert list(Case.objects.values_list("story", flat=True)) == [story.pk] * 4
    assert client.get(f"{COMPLAINT}?berita={story.number}").context["form"]["story"].value().endswith(story.address)
    odd = ("99999999", "%00", "9" * 400, "²", "%ff")
    assert [client.get(f"{COMPLAINT}?berita={berita}").status_code for berita in odd] == [200] * 5


def test_who_complains_need_not_say_who_they_are_but_a_name_needs_consent(story, client):
    answer = client.post(COMPLAINT, {"story": story.address, "text": "Keliru", "email": "a@b.test"})
    assert list(errors_of(answer)) == ["consent"]
    client.post(COMPLAINT, {"story": story.address, "text": "Keliru"})
    assert Case.objects.values_list("kind", "email", "consent").get() == ("complaint", "", None)


def test_a_person_asks_for_their_data(paper, client):
    client.post(DATA, {"wish": "erase", "name": "Laras", "email": "laras@contoh.test"})
    assert Case.objects.values_list("kind", "wish", "story").get() == ("data", "erase", None)


def test_a_sender_takes_it_back_once(story, client):
    address = client.post(REPLY, reply_to(story)).url.partition("?")[0]
    assert client.post(address, {"tarik": "1"}).status_code == 302
    assert client.post(address, {"tarik": "1"}).status_code == 409
    assert Case.objects.get().outcome == "dropped"


# Floods -----------------------------------------------------------------------------------------------------------
def test_who_sends_many_still_gets_a_receipt_and_waits_for_a_look(story, client):
    statuses = [client.post(COMPLAINT, {"story": story.address, "text": f"Keliru {n}"}).status_code for n in range(7)]
    assert statuses == [303] * 7
    assert list(Case.objects.order_by("pk").values_list("state", flat=True)) == ["open"] * 5 + ["queued"] * 2
    client.post(COMPLAINT, {"story": story.address, "text": "Dari alamat lain"}, REMOTE_ADDR="203.0.113.9")
    assert Case.objects.latest("pk").state == "open"


def test_what_fills_in_the_trap_waits_for_a_look(story, client):
    client.post(COMPLAINT, {"story": story.address, "text": "Keliru", "situs": "https://spam.test"})
    assert Case.objects.get().state == "queued"


def test_a_flood_without_end_is_turned_away_with_every_word_kept(story, client, monkeypatch):
    monkeypatch.setattr(gate, "MOST_QUEUED", 1)
    for n in range(6):
        client.post(COMPLAINT, {"story": story.address, "text": f"Keliru {n}"})
    answer = client.post(COMPLAINT, {"story": story.address, "text": "Yang jujur"})
    assert (answer.status_code, answer["Retry-After"], Case.objects.count()) == (429, "3600", 6)
    assert "Yang jujur</textarea>" in answer.content.decode()
    honest = client.post(COMPLAINT, {"story": story.address, "text": "Yang jujur"}, REMOTE_ADDR="203.0.113.9")
    assert honest.status_code == 303


def test_a_flood_from_everywhere_waits_for_a_look(story, client, monkeypatch):
    monkeypatch.setattr(gate, "FROM_ALL", 2)
    for n in range(4):
        client.post(COMPLAINT, {"story": story.address, "text": f"Keliru {n}"}, REMOTE_ADDR=f"203.0.113.{n}")
    assert list(Case.objects.order_by("pk").values_list("state", flat=True)) == ["open", "open", "queued", "queued"]


# At the story -----------------------------------------------------------------------------------------------------
def linked_from(page, name):
    """The addresses that the page's JSON-LD names so."""
    article = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])["@graph"][0]
    found = article.get(name, [])
    return [each["url"] for each in (found if isinstance(found, list) else [found])]


def test_a_printed_reply_stands_at_the_story_and_leads_back_until_it_is_withdrawn(
    story, client, settings, django_capture_on_commit_callbacks
):
    chief = make_user("bagus", is_superuser=True)
    client.post(REPLY, reply_to(story))
    draft = cases.accept(Case.objects.get(), chief, CaseGround.REPLY_LAW)
    assert "reply-notice" not in client.get(story.address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = publish_at_once(draft)
    there, back = (client.get(each.address).content.decode() for each in (story, answer))
    assert f'<a href="{answer.address}">Hak jawab atas “Gudang terbakar”</a>' in there
    assert f'Ini hak jawab atas berita kami <a href="{story.address}">Gudang terbakar</a>' in back
    assert [linked_from(page, "subjectOf") for page in (there, back)] == [[settings.SITE_URL + answer.address], []]
    assert [linked_from(page, "isBasedOn") for page in (there, back)] == [[], [settings.SITE_URL + story.address]]
    Withdrawal.objects.create(story=answer, ground=WithdrawalGround.COURT_ORDER, reason="Putusan.", withdrawn_by=chief)
    answer.is_public = answer.live = False
    answer.save(update_fields=["is_public", "live"])
    assert "reply-notice" not in client.get(story.address).content.decode()


def test_every_story_and_every_page_lead_to_the_forms(story, client):
    page = client.get(story.address).content.decode()
    assert [f'href="{address}?berita={story.number}"' in page for address in (REPLY, COMPLAINT)] == [True, True]
    assert 'href="/layanan/"' in client.get("/").content.decode()


def test_the_overview_counts_what_was_asked(story, client):
    client.post(REPLY, reply_to(story))
    page = client.get("/layanan/").content.decode()
    assert ["Hak jawab" in page, "<td>1</td>" in page] == [True, True]
