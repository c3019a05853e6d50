"""What people ask of the paper: received once, in time, decided on a ground, printed and linked, and forgotten."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.stories import cases, ledger
from redaksi.stories.actions import Refused
from redaksi.stories.cases import Sent, clock, figures, papers, person
from redaksi.stories.models import (
    Case,
    CaseAct,
    CaseGround,
    CaseKind,
    CaseOutcome,
    CaseState,
    ConsentText,
    DataWish,
    LedgerEntry,
    LedgerKind,
    Paper,
    Story,
)
from redaksi.stories.tests.builders import (
    approve_as_it_is,
    image_bytes,
    make_editor,
    make_section,
    make_story,
    make_user,
    publish_at_once,
)

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PAPERS_FOLDER = str(tmp_path / "papers")
    return tmp_path / "papers"


@pytest.fixture
def story(paper):
    return make_story(make_section("Dunia"), "Gudang terbakar")


@pytest.fixture
def chief(paper):
    return make_user("bagus", is_superuser=True)


def sent(story=None, kind=CaseKind.REPLY, text="Itu tidak benar.\n\nGudang itu kosong <b>sekali</b>.", **more):
    told = {"name": "Laras", "speaks_as": "pemilik gudang", "email": "laras@contoh.test", **more}
    return Sent(kind=kind, story=story, text=text, **told)


def acts_of(case):
    return list(case.acts.values_list("act", flat=True))


def steps():
    return [(entry.kind, entry.act.get("step")) for entry in LedgerEntry.objects.order_by("number")]


# Received ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "hours"),
    [("reply", 24), ("correction", 24), ("complaint", 6), ("readers-text", 48), ("data", 72)],
)
def test_each_kind_has_its_time_the_papers_own_or_the_laws(story, kind, hours):
    Paper.load()
    Paper.objects.update(reply_hours=24, complaint_hours=6)
    case = cases.receive(sent(story, CaseKind(kind)))
    assert case.due_at - case.received_at == timedelta(hours=hours)


def test_the_same_sent_twice_is_one_case_until_it_is_closed(story, chief):
    first, again = (
        cases.receive(sent(story)),
        cases.receive(sent(story, text="Itu  TIDAK benar. Gudang itu kosong <b>sekali</b>.")),
    )
    assert (again.pk, Case.objects.get().repeats) == (first.pk, 1)
    cases.close(first, chief, CaseOutcome.REFUSED, CaseGround.OFF_THE_MATTER, "Bukan soal berita ini.")
    assert cases.receive(sent(story)).pk != first.pk


def test_a_number_tells_the_kind_and_the_year_and_opens_nothing(story):
    one, two = cases.receive(sent(story)), cases.receive(sent(story, CaseKind.COMPLAINT))
    year = timezone.localdate().year
    assert [one.number, two.number] == [f"HJ-{year}-{one.pk:05d}", f"PA-{year}-{two.pk:05d}"]
    assert (len(one.token), one.token != two.token) == (43, True)


def test_the_desk_enters_what_came_by_other_ways_on_the_day_it_came(story, chief):
    yesterday = timezone.now() - timedelta(days=1)
    case = cases.receive(sent(story, way="legal-notice", received_at=yesterday), by=chief)
    assert (case.received_at, case.way) == (yesterday, "legal-notice")
    with pytest.raises(Refused, match="masa depan"):
        cases.receive(sent(story, text="Lain.", received_at=timezone.now() + timedelta(hours=1)), by=chief)


# Proof of identity ------------------------------------------------------------------------------------------------
def test_a_proof_of_identity_is_encrypted_and_gone_when_the_case_closes(story, chief, folder):
    picture = image_bytes()
    case = cases.receive(sent(story, paper=picture))
    [file] = folder.iterdir()
    assert b"JFIF" not in file.read_bytes()
    assert (file.stat().st_mode & 0o777, papers.read(case, by=chief)) == (0o600, picture)
    cases.close(case, chief, CaseOutcome.ANSWERED, CaseGround.ETHICS, "Terima kasih.")
    assert (list(folder.iterdir()), case.paper.__class__.objects.get().deleted_at is not None) == ([], True)
    assert acts_of(case) == ["received", "seen-paper", "deleted-paper", "decided"]
    with pytest.raises(Refused, match="tidak ada lagi"):
        papers.read(Case.objects.get(pk=case.pk), by=chief)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 program",
        b"<svg onload=alert(1)>",
        b"\xff\xd8\xff\xe0 bukan gambar",
        b"%PDF-1.4 tanpa akhir",
        b"PK\x03\x04",
    ],
)
def test_a_file_that_is_not_what_it_says_leaves_nothing_behind(story, folder, content):
    with pytest.raises(Refused):
        papers.media_type_of(content)
    if content:
        with pytest.raises(Refused):
            cases.receive(sent(story, paper=content))
    assert (Case.objects.count(), folder.exists()) == (0, False)


def test_pictures_and_pdfs_are_known_by_their_content():
    kinds = [papers.media_type_of(image_bytes(format=kind)) for kind in ("JPEG", "PNG", "WEBP")]
    assert [*kinds, papers.media_type_of(PDF)] == ["image/jpeg", "image/png", "image/webp", "application/pdf"]
    with pytest.raises(Refused, match="5 MB"):
        papers.media_type_of(b"\xff\xd8\xff" + b"0" * papers.LARGEST)


def test_what_a_killed_process_left_is_swept(story, folder):
    cases.receive(sent(story, paper=PDF))
    stray = folder / "yatim.enc"
    stray.write_bytes(b"x")
    assert papers.sweep() == 0
    os.utime(stray, (0, 0))
    assert (papers.sweep(), len(list(folder.iterdir()))) == (1, 1)


# Decided ----------------------------------------------------------------------------------------------------------
def test_an_accepted_reply_is_a_draft_of_its_own_and_printed_it_closes_the_case(
    story, chief, django_capture_on_commit_callbacks
):
    case = cases.receive(sent(story))
    draft = cases.accept(case, chief, CaseGround.REPLY_LAW)
    assert (draft.section, draft.kicker, draft.is_public) == (story.section, "Hak jawab", False)
    assert "Gudang itu kosong &lt;b&gt;sekali&lt;/b&gt;." in str(draft.body)
    approve_as_it_is(draft)
    with django_capture_on_commit_callbacks(execute=True):
        publish_at_once(draft)
    case.refresh_from_db()
    assert (case.state, case.outcome, case.answer_story.pk) == ("closed", "published", draft.pk)
    assert steps() == [("reply", "received"), ("reply", "accepted"), ("reply", "published")]
    last = ledger.head()
    assert (last.story.pk, last.answer.pk) == (story.pk, draft.pk)
    assert ledger.verify() == []


def test_the_ledger_says_nothing_of_the_person(story, chief):
    case = cases.receive(sent(story, phone="0812", passage="rahasia"))
    cases.close(case, chief, CaseOutcome.REFUSED, CaseGround.TOO_LONG, "Terlalu panjang, Laras.")
    told = str([(entry.act, entry.said) for entry in LedgerEntry.objects.all()])
    assert [word for word in ("Laras", "laras@", "0812", "rahasia", "kosong") if word in told] == []
    assert case.number in told


@pytest.mark.parametrize(
    ("outcome", "ground", "answer", "why"),
    [
        (CaseOutcome.REFUSED, CaseGround.REPLY_LAW, "Tidak.", "Penolakan"),
        (CaseOutcome.REFUSED, CaseGround.TOO_LONG, "  ", "tulis jawabannya"),
        (CaseOutcome.REFUSED, None, "Tidak.", "dasar"),
        (CaseOutcome.CORRECTED, CaseGround.CORRECTION_LAW, "Sudah.", "Belum ada koreksi"),
        (CaseOutcome.DONE, CaseGround.DATA_LAW, "Sudah.", "tidak berakhir"),
    ],
)
def test_a_decision_without_its_ground_its_answer_or_its_deed_is_refused(story, chief, outcome, ground, answer, why):
    case = cases.receive(sent(story))
    with pytest.raises(Refused, match=why):
        cases.close(case, chief, outcome, ground, answer)
    assert Case.objects.get().state == CaseState.OPEN


def test_a_right_of_correction_is_served_once_the_correction_stands_in_the_ledger(story, chief):
    case = cases.receive(sent(story, CaseKind.CORRECTION))
    ledger.append(LedgerKind.CORRECTION, story)
    cases.close(case, chief, CaseOutcome.CORRECTED, CaseGround.CORRECTION_LAW, "Sudah kami ralat.")
    assert Case.objects.get().outcome == "corrected"


def test_who_edits_another_section_serves_nothing_here_and_an_editor_refuses_no_reply(story, chief):
    case, complaint = cases.receive(sent(story)), cases.receive(sent(story, CaseKind.COMPLAINT))
    stranger, editor = make_editor(make_section("Daerah")), make_editor(story.section)
    for each, by, why in ((case, stranger, "bukan wewenang"), (case, editor, "pemimpin redaksi")):
        with pytest.raises(Refused, match=why):
            cases.close(each, by, CaseOutcome.REFUSED, CaseGround.TOO_LONG, "Tidak.")
    cases.close(complaint, editor, CaseOutcome.ANSWERED, CaseGround.NO_FAULT, "Beritanya benar.")
    assert Case.objects.get(pk=complaint.pk).is_closed


def test_what_came_in_a_flood_waits_for_a_look_and_enters_no_ledger(story, chief):
    case = cases.receive(sent(story, is_suspect=True))
    assert (case.state, list(Case.objects.waiting()), steps()) == ("queued", [], [])
    with pytest.raises(Refused, match="antrean"):
        cases.close(case, chief, CaseOutcome.ANSWERED, CaseGround.ETHICS, "Baik.")
    cases.let_in(case, chief)
    assert (list(Case.objects.waiting()), steps()) == ([case], [("reply", "received")])


def test_the_sender_takes_it_back_until_it_is_decided(story, chief):
    case = cases.receive(sent(story))
    cases.drop(case)
    assert Case.objects.get().outcome == "dropped"
    with pytest.raises(Refused):
        cases.drop(case)
    with pytest.raises(Refused):
        cases.close(case, chief, CaseOutcome.ANSWERED, CaseGround.ETHICS, "Baik.")


def test_acts_and_consents_are_only_added(story):
    act = CaseAct.objects.get(case=cases.receive(sent(story)))
    for thing in (act, ConsentText.current()):
        with pytest.raises(Refused):
            thing.save()
        with pytest.raises(Refused):
            thing.delete()
    ConsentText(text="Baru.").save()
    assert [text.version for text in ConsentText.objects.all()] == [2, 1]


# Time -------------------------------------------------------------------------------------------------------------
def test_each_case_warns_once_before_its_time_runs_out(story):
    soon = cases.receive(sent(story, received_at=timezone.now() - timedelta(hours=40)))
    cases.receive(sent(story, CaseKind.COMPLAINT))
    assert (clock.watch(), clock.watch(), acts_of(soon)) == (1, 0, ["received", "warned"])


def test_figures_count_what_was_asked_and_how_it_ended(story, chief):
    began = timezone.now() - timedelta(hours=30)
    for number, outcome in enumerate((CaseOutcome.ANSWERED, CaseOutcome.SPAM)):
        case = cases.receive(sent(story, text=f"Adu {number}", kind=CaseKind.COMPLAINT, received_at=began))
        cases.close(case, chief, outcome, CaseGround.ETHICS, "Baik.")
    cases.receive(sent(story, CaseKind.COMPLAINT))
    [told] = figures.of_year(timezone.localdate().year)
    assert (told.received, told.waiting, told.in_time, told.outcomes, told.median_hours) == (2, 1, 1, {"answered": 1}, 30)


# Forgotten --------------------------------------------------------------------------------------------------------
def test_a_persons_data_are_handed_out_whole_and_erased_for_good(story, chief):
    case = cases.receive(sent(story, phone="0812", consent=ConsentText.current()))
    other = cases.receive(sent(story, email="lain@contoh.test"))
    told = person.export("LARAS@contoh.test", by=chief)
    assert [(each["number"], each["name"], each["phone"]) for each in told["cases"]] == [(case.number, "Laras", "0812")]
    assert told["cases"][0]["consent"]["version"] == 1
    with pytest.raises(Refused, match="menunggu jawaban"):
        person.erase("laras@contoh.test", by=chief)
    cases.close(case, chief, CaseOutcome.ANSWERED, CaseGround.ETHICS, "Baik, Laras.")
    assert person.erase("laras@contoh.test", by=chief) == 1
    case.refresh_from_db()
    left = str([list(Case.objects.filter(pk=case.pk).values()), list(case.acts.values())])
    assert [word for word in ("Laras", "laras@", "0812", "kosong") if word in left] == []
    assert (other.email, acts_of(case)[-1], ledger.head().act["ground"]) == ("lain@contoh.test", "erased", "request")
    assert person.export("laras@contoh.test", by=chief)["cases"] == []


def test_who_asks_to_be_forgotten_is_forgotten_with_the_request_itself(paper, chief, django_capture_on_commit_callbacks):
    case = cases.receive(sent(None, CaseKind.DATA, wish=DataWish.ERASE))
    with django_capture_on_commit_callbacks(execute=True):
        cases.close(case, chief, CaseOutcome.DONE, CaseGround.DATA_LAW, "Sudah dihapus.")
    assert Case.objects.values_list("name", "email", "text", "answer").get() == ("", "", "", "")


def test_two_years_after_it_was_closed_nobody_needs_a_persons_data(story, chief):
    case = cases.receive(sent(story))
    cases.close(case, chief, CaseOutcome.ANSWERED, CaseGround.ETHICS, "Baik.")
    assert clock.let_go() == 0
    Case.objects.update(closed_at=timezone.now() - timedelta(days=731))
    assert (clock.let_go(), Case.objects.get().email, clock.let_go()) == (1, "", 0)


def test_only_who_leads_the_paper_handles_peoples_data(story):
    editor = make_editor(story.section)
    for act in (person.export, person.erase):
        with pytest.raises(Refused):
            act("laras@contoh.test", by=editor)


def test_a_reply_whose_publication_nobody_heard_is_settled_later(story, chief):
    case = cases.receive(sent(story))
    draft = cases.accept(case, chief, CaseGround.REPLY_LAW)
    approve_as_it_is(draft)
    publish_at_once(draft)
    assert Case.objects.get().state == CaseState.ACCEPTED
    clock.watch()
    assert (Case.objects.get().outcome, Story.objects.get(pk=draft.pk).is_public) == ("published", True)
