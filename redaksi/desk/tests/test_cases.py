"""Replies and complaints at the desk: seen by who serves them, decided with what was typed kept, told to who asked."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from redaksi.desk import breach_mail
from redaksi.stories import cases
from redaksi.stories.cases import Sent, clock
from redaksi.stories.models import (
    Breach,
    Case,
    CaseGround,
    CaseKind,
    CaseOutcome,
    ConsentText,
    Paper,
    SectionRight,
    SectionRole,
)
from redaksi.stories.tests.builders import approve_as_it_is, image_bytes, make_story, publish_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PAPERS_FOLDER = str(tmp_path / "papers")


@pytest.fixture
def story(dunia):
    return make_story(dunia, "Gudang terbakar")


def a_case(story, kind=CaseKind.REPLY, **more):
    told = {"text": "Itu <b>tidak</b> benar.", "name": "Laras", "email": "laras@contoh.test", **more}
    return cases.receive(Sent(kind=kind, story=story, **told))


def page_of(browser, case, rest=""):
    return browser.get(f"/admin/perkara/{case.pk}/{rest}")


def test_cases_are_seen_by_who_serves_them(story, daerah, reporter, editor, chief, at_desk):
    case, data = a_case(story), cases.receive(Sent(kind=CaseKind.DATA, text="", wish="copy", email="a@b.test"))
    elsewhere = a_case(make_story(daerah, "Lain"))
    seen = [
        [page_of(at_desk(user), each).status_code for each in (case, elsewhere, data)] for user in (reporter, editor, chief)
    ]
    assert seen == [[302, 302, 302], [200, 302, 302], [200, 200, 200]]
    assert [at_desk(user).get("/admin/perkara/").status_code for user in (reporter, editor, chief)] == [302, 200, 200]
    assert [at_desk(user).get("/admin/data-pribadi/").status_code for user in (editor, chief)] == [302, 200]


def test_a_reply_is_accepted_becomes_copy_and_the_sender_hears_of_each_step(
    story, chief, at_desk, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        case = a_case(story)
    browser = at_desk(chief)
    assert "Itu &lt;b&gt;tidak&lt;/b&gt; benar." in page_of(browser, case).content.decode()
    accepted = {"act": "accept", "accept-ground": CaseGround.REPLY_LAW, "accept-answer": "Kami muat."}
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/admin/perkara/{case.pk}/", accepted)
    draft = Case.objects.get().answer_story
    approve_as_it_is(draft)
    with django_capture_on_commit_callbacks(execute=True):
        answer = publish_at_once(draft)
    told = [letter for letter in mail.outbox if letter.to == ["laras@contoh.test"]]
    assert [letter.subject for letter in told] == [
        f"{case.number}: sudah kami terima",
        f"{case.number}: Diterima, sedang disiapkan",
        f"{case.number}: Hak jawab dimuat",
    ]
    assert [case.token in letter.body for letter in told] == [True, True, True]
    assert answer.address in told[-1].body
    assert [letter.subject.partition(" masuk")[0] for letter in mail.outbox if letter.to == [chief.email]] == [
        f"Hak jawab {case.number}"
    ]


def test_what_was_typed_stands_again_where_it_is_refused(story, chief, at_desk):
    case = a_case(story)
    decided = {"act": "close", "close-outcome": "refused", "close-ground": "uu-pers-5-2", "close-answer": "Alasan panjang"}
    answer = at_desk(chief).post(f"/admin/perkara/{case.pk}/", decided)
    page = answer.content.decode()
    assert (answer.status_code, "Alasan panjang</textarea>" in page, "Penolakan harus memakai" in page) == (422, True, True)
    at_desk(chief).post(f"/admin/perkara/{case.pk}/", decided | {"close-ground": "too-long"})
    assert Case.objects.values_list("outcome", "ground").get() == ("refused", "too-long")


@pytest.mark.parametrize("posted", [{}, {"act": "hapus"}, {"act": "close", "close-outcome": "published"}, {"act": "note"}])
def test_whatever_is_posted_changes_nothing_it_may_not(story, chief, at_desk, posted):
    case = a_case(story)
    at_desk(chief).post(f"/admin/perkara/{case.pk}/", posted)
    assert list(case.acts.values_list("act", flat=True)) == ["received"]


def test_the_desk_enters_what_came_by_letter_with_the_day_it_came(story, chief, at_desk):
    sent = {
        "kind": "reply",
        "way": "legal-notice",
        "received_at": (timezone.localtime() - timedelta(hours=3)).strftime("%Y-%m-%d %H:%M"),
        "story": f"https://koran.test{story.address}",
        "text": "Somasi pertama.",
        "name": "Kantor Hukum Uji",
    }
    answer = at_desk(chief).post("/admin/perkara/baru/", sent | {"story": ""})
    assert "Sebutkan beritanya." in answer.content.decode()
    at_desk(chief).post("/admin/perkara/baru/", sent)
    case = Case.objects.get()
    assert (case.story, case.way, case.acts.get().by) == (story, "legal-notice", chief)
    assert timedelta(hours=44) < case.due_at - timezone.now() < timedelta(hours=46)


def test_a_proof_of_identity_is_opened_by_who_decides_and_that_is_kept(story, editor, chief, at_desk):
    case = a_case(story, paper=image_bytes())
    refused, opened = (at_desk(user).post(f"/admin/perkara/{case.pk}/bukti/") for user in (editor, chief))
    assert (refused.status_code, opened.content) == (302, image_bytes())
    headers = ("Content-Disposition", "X-Content-Type-Options")
    assert [opened[name] for name in headers] == [f'attachment; filename="{case.number}.jpg"', "nosniff"]
    assert "no-store" in opened["Cache-Control"]
    assert list(case.acts.values_list("act", "by__username")) == [("received", None), ("seen-paper", "bagus")]


def test_the_printed_sheet_tells_every_act_with_its_time_and_the_ledgers_digests(story, chief, at_desk):
    case = a_case(story, CaseKind.COMPLAINT)
    cases.note(case, chief, "Menelepon Laras.")
    cases.close(case, chief, CaseOutcome.ANSWERED, CaseGround.NO_FAULT, "Beritanya benar.")
    page = page_of(at_desk(chief), case, "cetak/").content.decode()
    assert [told in page for told in ("Menelepon Laras.", "Dijawab", "Beritanya benar.", "Dalam buku besar")] == [True] * 4
    assert page.count("<code>") == 2


def test_the_start_page_alarms_before_the_time_runs_out_and_the_desk_gets_a_letter(story, editor, at_desk):
    case = a_case(story, CaseKind.COMPLAINT, received_at=timezone.now() - timedelta(hours=40))
    a_case(story, text="Baru saja.")
    page = at_desk(editor).get("/admin/").content.decode()
    assert 'desk-list--alarm" id="waiting-cases"' in page
    assert page.index(case.number) < page.index("Hak jawab</span>")
    clock.watch()
    assert [letter.subject.startswith(case.number) for letter in mail.outbox if editor.email in letter.to] == [True]


def test_what_came_in_a_flood_is_counted_and_let_in(story, editor, at_desk):
    case = a_case(story, CaseKind.COMPLAINT, is_suspect=True)
    assert "1 datang beramai-ramai" in at_desk(editor).get("/admin/").content.decode()
    assert case.number in at_desk(editor).get("/admin/perkara/?daftar=antrean").content.decode()
    at_desk(editor).post(f"/admin/perkara/{case.pk}/", {"act": "let-in"})
    assert Case.objects.get().state == "open"


def test_a_flood_is_sorted_many_at_once_and_nothing_else_with_it(story, daerah, editor, at_desk):
    spam = [a_case(story, CaseKind.COMPLAINT, text=f"Spam {n}", is_suspect=True) for n in range(3)]
    honest, elsewhere = (a_case(each, text="Jujur", is_suspect=True) for each in (story, make_story(daerah, "Lain")))
    waiting = a_case(story, text="Menunggu")
    browser = at_desk(editor)
    ticked = {"perkara": [str(case.pk) for case in (*spam, elsewhere, waiting)] + ["x", "9" * 30]}
    browser.post("/admin/perkara/antrean/", {**ticked, "spam": "1"})
    browser.post("/admin/perkara/antrean/", {"perkara": [str(honest.pk)]})
    states = dict(Case.objects.values_list("pk", "state"))
    assert [states[case.pk] for case in (*spam, honest, elsewhere, waiting)] == ["closed"] * 3 + ["open", "queued", "open"]


def test_a_delegate_serves_what_a_delegate_decides(story, reporter, at_desk):
    SectionRight.objects.create(user=reporter, section=story.section, role=SectionRole.DELEGATE)
    case = a_case(story)
    closed = {"act": "close", "close-outcome": "refused", "close-ground": "too-long", "close-answer": "Terlalu panjang."}
    at_desk(reporter).post(f"/admin/perkara/{case.pk}/", closed)
    assert Case.objects.get().outcome == "refused"


def test_nobody_is_flooded_with_receipts(story, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(6):
            a_case(story, text=f"Ke-{number}")
    assert len([letter for letter in mail.outbox if letter.to == ["laras@contoh.test"]]) == 3


def test_a_persons_data_are_handed_out_and_erased_by_who_leads_the_paper(story, chief, at_desk):
    case = a_case(story)
    browser = at_desk(chief)
    handed = browser.post("/admin/data-pribadi/", {"surel": "laras@contoh.test", "salinan": "1"})
    assert json.loads(handed.content)["cases"][0]["number"] == case.number
    cases.close(case, chief, CaseOutcome.REFUSED, CaseGround.TOO_LONG, "Tidak.")
    browser.post("/admin/data-pribadi/", {"surel": "laras@contoh.test", "hapus": "1"})
    assert Case.objects.get().name == "Laras"
    browser.post("/admin/data-pribadi/", {"surel": "laras@contoh.test", "hapus": "1", "yakin": "1"})
    assert Case.objects.get().name == ""
    assert "Tidak ada data orang ini." in browser.get("/admin/data-pribadi/?surel=laras@contoh.test").content.decode()


def test_a_breach_has_its_clock_and_letters_ready_to_send(paper, chief, at_desk):
    Paper.load()
    Paper.objects.update(publisher="PT Uji Pers", responsible_person="Sekar")
    browser = at_desk(chief)
    entered = {"found_at": "2026-11-20 09:00", "happened": "Surel salah kirim <i>.", "concerned": "nama", "measures": "ditarik"}
    assert browser.post("/admin/snippets/stories/breach/add/", {**entered, "people_count": "3"}).status_code == 302
    breach = Breach.objects.get()
    assert (breach.entered_by, breach.due_at - breach.found_at) == (chief, timedelta(hours=72))
    assert 'id="untold-breaches"' in browser.get("/admin/").content.decode()
    letters = browser.get(f"/admin/kebocoran/{breach.pk}/surat/").content.decode()
    told = ("PT Uji Pers", "Surel salah kirim &lt;i&gt;.", "pasal 46", "Orang yang terdampak: 3", "Sekar")
    assert [text for text in told if text not in letters] == []
    Breach.objects.update(people_told_at=timezone.now(), authority_told_at=timezone.now())
    assert 'id="untold-breaches"' not in browser.get("/admin/").content.decode()


def test_before_the_time_for_a_breach_runs_out_the_chief_and_the_admins_get_one_letter(paper, chief, admin, editor):
    def found(hours, **told):
        at = timezone.now() - timedelta(hours=hours)
        return Breach.objects.create(found_at=at, happened="Rahasia", concerned="nama", measures="ditarik", **told)

    now = timezone.now()
    late, _early, _halfway = found(61), found(59), found(90, people_told_at=now)
    found(90, people_told_at=now, authority_told_at=now)
    assert (breach_mail.warn(), breach_mail.warn()) == (2, 0)
    assert sorted({letter.to[0] for letter in mail.outbox}) == sorted([chief.email, admin.email])
    assert len(mail.outbox) == 4
    letter = mail.outbox[-1]
    assert (f"/admin/kebocoran/{late.pk}/surat/" in letter.body, "Rahasia" in letter.body) == (True, False)


def test_a_new_wording_of_the_consent_is_a_new_version_and_no_form_changes_the_old(paper, admin, chief, at_desk):
    browser = at_desk(chief)
    browser.post("/admin/snippets/stories/consenttext/add/", {"purpose": "case", "text": "Saya setuju."})
    assert list(ConsentText.objects.values_list("version", "written_by__username")) == [(2, "bagus"), (1, None)]
    first = ConsentText.objects.get(version=1)
    chief.is_superuser = True
    chief.save()
    for address in ("edit", "delete"):
        browser.post(f"/admin/snippets/stories/consenttext/{address}/{first.pk}/", {"purpose": "case", "text": "Lain."})
    assert ConsentText.objects.get(version=1).text == first.text


@pytest.mark.parametrize("number", [3, 30])
def test_lists_of_cases_ask_the_same_however_many_there_are(number, story, chief, at_desk, django_assert_num_queries):
    for n in range(number):
        a_case(story, text=f"Ke-{n}")
    browser = at_desk(chief)
    browser.get("/admin/perkara/")
    with django_assert_num_queries(20):
        browser.get("/admin/perkara/")
