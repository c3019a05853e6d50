import json
import os
import random
import resource
import time
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, Revision

from redaksi.staff.groups import Role
from redaksi.stories.actions import Refused, publish
from redaksi.stories.models import Batch, Photo, Section, SourceId, Story
from redaksi.stories.tests.builders import image_bytes, make_user
from redaksi.wire import ahead, filing, intake

pytestmark = pytest.mark.django_db

DEMO = Path(__file__).parents[2] / "cli/demo/edition"
SAMPLES = Path(__file__).parents[1] / "formats/page_text/samples"

PAGE = """Rob Rendam Jalan Pasar, Pedagang Pindah ke Lapangan
Daerah
Sabtu, 26 Februari 2022 09:14 WIB

Muara Bening - Air pasang merendam Jalan Pasar di Muara Bening. Pedagang pindah ke lapangan desa.

"Airnya datang saat semua orang tidur," kata Rina Wati, pedagang ikan.

(km/Yusuf)
"""
HEADLINE = 'headline = "{headline}"\nsection = "Dunia"\npublished_at = 2022-02-28T22:40:00+07:00\n'
MANUSCRIPT = "+++\n" + HEADLINE + "{head}+++\n\nIsi berita.\n"


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def manuscript(headline="Judul", head=""):
    return MANUSCRIPT.format(headline=headline, head=head)


def reasons(report):
    return [(skipped["item"], skipped["reason"]) for skipped in report.skipped]


def assert_nothing_was_written():
    assert [model.objects.count() for model in (Story, Section, Batch, SourceId, Photo)] == [0] * 5


def test_a_page_comes_in_as_a_draft_unless_told_otherwise(paper, tmp_path):
    report = intake.bring([write(tmp_path, "pasar.txt", PAGE)])
    story = Story.objects.get()
    assert (story.headline, story.is_public, story.section.title) == (PAGE.split("\n")[0], False, "Daerah")
    assert report.as_json() == {
        "items": 1,
        "stories": 1,
        "skipped": [],
        "urls": [f"/admin/pages/{story.pk}/edit/"],
        "unplaced": [],
        "left_out": [],
        "recognized": {"section": 1, "date": 1, "hour": 1, "byline": 1, "quote": 1, "dateline": 1, "photo": 0},
        "approximate_dates": [],
        "new_versions": 0,
        "unchanged": 0,
        "illustrated": 0,
        "not_taken": {},
        "not_listed": 0,
        "photos": 0,
        "words": story.word_count,
        "comments": 0,
        "ledger": 0,
        "batch": str(Batch.objects.get().uid),
        "site": {},
        "is_dry_run": False,
        "proof": report.proof,
    }
    assert json.dumps(report.as_json())


def test_what_was_public_comes_in_public(paper, tmp_path):
    report = intake.bring([write(tmp_path, "pasar.txt", PAGE)], as_="published", section="Pesisir")
    story = Story.objects.published().get()
    assert report.urls == [story.address] == [f"/2022/02/rob-rendam-jalan-pasar-pedagang-pindah-ke-lapangan-{story.number}/"]
    assert story.section.title == "Pesisir"
    assert (story.dateline, story.sign_off) == ("Muara Bening", "(km/Yusuf)")


def test_what_was_public_nobody_knows_when_comes_in_as_a_draft_and_is_told(paper):
    report = intake.bring([SAMPLES / "04-tanpa-apa-apa.txt"], as_="published")
    assert not Story.objects.published().exists()
    assert report.unplaced[-1]["note"] == "masuk sebagai draf karena tanggal tayangnya tidak diketahui"


def test_a_day_found_in_the_text_is_told_as_approximate(paper):
    report = intake.bring([SAMPLES / "06-daftar.txt"], as_="published")
    assert report.approximate_dates == [{"item": "06-daftar.txt", "date": "2022-03-01"}]
    assert Story.objects.get().is_published_at_approximate


def test_what_comes_again_is_recognized(paper, tmp_path):
    path = write(tmp_path, "a.md", manuscript())
    intake.bring([path], as_="published")
    again = intake.bring([path], as_="published")
    assert (again.stories, again.batch, reasons(again)) == (0, "", [("a.md", "tidak berubah sejak masuk")])

    path.write_text(manuscript("Judul yang diralat"))
    changed = intake.bring([path], as_="published")
    story = Story.objects.get()
    assert (changed.stories, changed.new_versions, changed.skipped) == (1, 1, [])
    assert changed.urls == [f"/admin/pages/{story.pk}/edit/"]
    assert story.get_latest_revision().content["title"] == "Judul yang diralat"
    assert (Revision.objects.count(), story.headline) == (2, "Judul")
    assert intake.bring([path], as_="published").stories == 0


def test_the_same_item_twice_in_one_run_comes_in_once(paper, tmp_path):
    for name in ("a/satu.md", "b/satu.md"):
        write(tmp_path, name, manuscript())
    report = intake.bring([tmp_path])
    assert (report.items, report.stories, len(report.skipped), Story.objects.count()) == (2, 1, 1, 1)


def test_two_pages_of_one_file_name_are_two_stories(paper, tmp_path):
    write(tmp_path, "a/1.txt", PAGE)
    write(tmp_path, "b/1.txt", PAGE.replace("Rob Rendam", "Banjir Rendam"))
    assert intake.bring([tmp_path]).stories == 2


def test_a_dry_run_tells_and_writes_nothing(paper, tmp_path):
    write(tmp_path, "edition.toml", '[site]\nname = "Harian"\n[[sections]]\nname = "Baru"\n')
    write(tmp_path, "a.md", manuscript())
    report = intake.bring([tmp_path], dry_run=True)
    assert (report.items, report.stories, report.urls, report.site) == (1, 1, [], {"name": "Harian"})
    assert_nothing_was_written()


def test_progress_is_told_item_by_item(paper, tmp_path):
    for number in range(3):
        write(tmp_path, f"{number}.md", manuscript(f"Judul {number}"))
    steps = []
    intake.bring([tmp_path], progress=steps.append)
    assert steps == [1, 1, 1]


def test_only_who_may_brings_stories_in(paper, tmp_path):
    path = write(tmp_path, "a.md", manuscript())
    with pytest.raises(PermissionDenied):
        intake.bring([path], by=make_user("", Role.REPORTER))
    assert_nothing_was_written()
    chief = make_user("", Role.CHIEF_EDITOR)
    intake.bring([path], by=chief)
    assert Batch.objects.get().brought_by == chief


def test_an_unknown_format_is_refused(paper, tmp_path):
    with pytest.raises(LookupError):
        intake.bring([tmp_path], format="naskah_kuno")


def test_the_demo_edition_comes_in_whole(paper):
    report = intake.bring([DEMO], as_="published")
    assert (report.skipped, report.unplaced, report.approximate_dates) == ([], [], [])
    assert report.stories == report.items == Story.objects.published().count() >= 40
    assert report.site["name"] == "Redaksi Harian"
    assert list(Section.objects.order_by("path").values_list("title", flat=True))[:3] == ["Nasional", "Dunia", "Ekonomi"]
    loose = [s for s in Story.objects.all() for b in s.body.raw_data if b["type"] == "related" and not b["value"]["story"]]
    assert loose == []
    assert Page.find_problems() == ([], [], [], [], [])
    assert intake.bring([DEMO], as_="published").stories == 0


# What comes in broken ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("kosong.txt", b"", "berkas kosong"),
        ("spasi.txt", b" \n\t\n", "berkas kosong"),
        ("acak.txt", random.Random(1).randbytes(4000), "formatnya tidak dikenal"),  # noqa: S311
        ("gambar.txt", image_bytes(format="PNG"), "formatnya tidak dikenal"),
        ("naskah.pdf", b"%PDF-1.7 naskah", "formatnya tidak dikenal"),
        ("nul.txt", b"Judul\n" * 2000 + b"\x00", "bukan teks, melainkan berkas biner"),
        ("baris.txt", b"baris\n" * 10_000, "10000 baris, lebih banyak daripada isi satu halaman (5000)"),
        ("utf16.txt", "\ufeffJudul".encode("utf-16-le")[:-1], "bita pertamanya menyatakan UTF-16, padahal sisanya bukan"),
        ("iklan.txt", b"Advertisement\n", "tidak ada berita di dalamnya: tanpa judul dan tanpa paragraf"),
        ("a.md", b"+++\nheadline = 5\n+++\n", "“headline” harus berupa teks"),
        ("b.md", b"+++\nheadline = 'x'\n", "kepalanya dibuka dengan +++ tetapi tidak ditutup"),
        ("edition.toml", b"[[sections]]\nnama = 'x'\n", "“sections.name” tidak ada"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_leaves_nothing_behind(paper, tmp_path, name, content, reason):
    report = intake.bring([write(tmp_path, name, content)], as_="published")
    assert reasons(report) == [(name, reason)]
    assert (report.items, report.stories) == (1, 0)
    assert_nothing_was_written()


def test_fifty_megabytes_of_text_are_refused_in_seconds_and_little_memory(paper, tmp_path, monkeypatch):
    monkeypatch.setattr(ahead, "WORTH", 1 << 40)  # in this process, whose memory is looked at
    path = write(tmp_path, "besar.txt", b"Kalimat yang sama lagi dan lagi. " * 1_600_000)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    report = intake.bring([path])
    assert reasons(report) == [("besar.txt", "lebih besar dari 10 MB, batas untuk satu naskah")]
    assert time.perf_counter() - began < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kilobytes


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (PAGE.encode("utf-16"), "dibaca sebagai UTF-16, sesuai bita pertamanya"),
        (PAGE.replace('"', "“").encode("cp1252"), "bukan UTF-8: dibaca sebagai Windows-1252"),
        (PAGE.replace("tidur", "tidur\x08").encode(), "1 karakter kendali tidak diikutkan"),
        (PAGE.replace("Rina", "\u202eRina\u202c").encode(), "2 tanda tak kasatmata tidak diikutkan"),
        (
            PAGE.replace("desa.", "desa — “ya”.").encode().decode("cp1252", "replace").replace("\ufffd", "\x9d").encode(),
            "huruf yang rusak karena salah penyandian sudah dipulihkan",
        ),
    ],
)
def test_another_encoding_is_read_and_told(paper, tmp_path, content, note):
    report = intake.bring([write(tmp_path, "a.txt", content)])
    assert [each["note"] for each in report.unplaced] == [note]
    assert Story.objects.get().headline == PAGE.split("\n")[0]


def test_windows_lines_and_a_mark_at_the_beginning_change_nothing(paper, tmp_path):
    report = intake.bring([write(tmp_path, "a.txt", b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())])
    assert (report.stories, report.unplaced) == (1, [])


def test_paths_that_lead_nowhere_are_told(paper, tmp_path):
    (tmp_path / "lingkar").symlink_to(tmp_path / "lingkar")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "diri").symlink_to(folder)
    os.mkfifo(folder / "pipa")
    report = intake.bring([tmp_path / "tiada.txt", tmp_path / "lingkar", folder])
    assert [name for name, _reason in reasons(report)] == ["tiada.txt", "lingkar", "diri", "pipa"]
    assert reasons(report)[0][1] == "berkasnya tidak ada"
    assert all("\n" not in reason for _name, reason in reasons(report))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_folder_is_told(paper, tmp_path):
    (tmp_path / "tutup").mkdir(mode=0)
    assert reasons(intake.bring([tmp_path])) == [("tutup", "tidak ada izin untuk membacanya")]


def test_one_broken_item_keeps_no_other_back(paper, tmp_path, monkeypatch):
    for number in range(7):
        write(tmp_path, f"{number}.md", manuscript(f"Judul {number}"))
    arrive = filing.actions.take_over

    def refuse_the_fourth(batch, copies, by):
        if any(copy.headline == "Judul 4" for copy in copies):
            raise ValueError("kolomnya\nterlalu pendek")
        return arrive(batch, copies, by)

    monkeypatch.setattr(filing.actions, "take_over", refuse_the_fourth)
    report = intake.bring([tmp_path], as_="published")
    assert reasons(report) == [("4.md", "kolomnya terlalu pendek")]
    assert (report.stories, Story.objects.count(), Batch.objects.get().story_count) == (6, 6, 6)
    assert Page.find_problems() == ([], [], [], [], [])


def test_more_than_a_chunk_comes_in(paper, tmp_path, monkeypatch):
    monkeypatch.setattr(filing, "CHUNK", 3)
    for number in range(8):
        write(tmp_path, f"{number}.md", manuscript(f"Judul {number}"))
    assert intake.bring([tmp_path]).stories == 8
    assert Batch.objects.get().story_count == SourceId.objects.count() == 8


PHOTO = '[lead_photo]\nfile = "{file}"\ncredit = "Rina"\ncaption = "Kapal <b>bersandar</b>."\nalt = "Kapal"\n'


@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        ("tiada.jpg", None, "gambarnya tidak ada"),
        ("../luar.jpg", None, "gambarnya tidak ada"),
        ("palsu.jpg", b"GIF89a bukan gambar", "berkasnya bukan gambar"),
        ("teks.jpg", b"<svg onload=alert(1)>", "berkasnya bukan gambar"),
        ("potong.jpg", image_bytes()[:900], "berkas gambarnya rusak atau tidak dapat dibaca"),
    ],
)
def test_what_is_no_picture_stays_out_and_its_words_stay(paper, tmp_path, file, content, why):
    if content:
        write(tmp_path, file, content)
    body = f'\n```photo\nfile = "{file}"\ncaption = "Kapal <b>bersandar</b>."\ncredit = "Rina"\n```\n'
    path = write(tmp_path, "a.md", manuscript(head=PHOTO.format(file=file)) + body)
    report = intake.bring([path])
    story = Story.objects.get()
    assert [each["note"] for each in report.unplaced] == [f"gambar {file}: {why}; keterangannya disimpan"] * 2
    assert (story.lead_photo, story.lead_credit, story.lead_caption) == (None, "Rina", "Kapal <b>bersandar</b>.")
    assert "<i>Kapal &lt;b&gt;bersandar&lt;/b&gt;. (Rina)</i>" in story.body.raw_data[1]["value"]
    assert not Photo.objects.exists()


def test_pictures_come_in_with_their_rights(paper, tmp_path):
    write(tmp_path, "kapal.jpg", image_bytes())
    report = intake.bring([write(tmp_path, "a.md", manuscript(head=PHOTO.format(file="kapal.jpg")))])
    photo = Story.objects.get().lead_photo
    assert (report.photos, photo.credit, photo.alt) == (1, "Rina", "Kapal")
    assert intake.bring([tmp_path]).items == 1  # the picture beside it is no item


def test_what_does_not_fit_is_made_to_fit_and_told(paper, tmp_path):
    long_headline = " ".join(["Panjang"] * 60)
    head = (
        f'kicker = "{"k" * 200}"\ngenre = "gosip"\nlanguage = "xx"\nold_addresses = ["javascript:x", "/lama"]\n'
        '[[contributors]]\nname = "Sisi"\nrole = "raja"\n[[topics]]\nname = "T"\nkind = "hewan"\n'
        '[[sources]]\nname = "S"\nkind = "gosip"\nurl = "javascript:alert(1)"\n'
    )
    body = '\n```embed\nurl = "javascript:alert(1)"\n```\n\n<script>alert(2)</script>\n'
    report = intake.bring([write(tmp_path, "a.md", manuscript(long_headline, head) + body)], as_="published")
    story = Story.objects.get()
    assert len(story.headline) <= 255
    assert len(story.kicker) <= 120
    assert long_headline in story.ed_note
    assert (story.genre, story.language) == ("report", "id")
    assert story.bylines.get().role == "contributor"
    assert story.story_sources.get().url == ""
    assert len(report.unplaced) == 11
    assert "<script" not in str(story.body.raw_data)
    assert [block["type"] for block in story.body.raw_data] == ["text", "text", "text"]
    story.full_clean(exclude=["slug", "path", "depth"])


@pytest.mark.parametrize("first", ["draft", "changed here"])
@pytest.mark.parametrize("as_", ["draft", "published"])
@pytest.mark.parametrize("again", ["the same", "other words"])
def test_what_nobody_has_read_here_stays_a_draft_however_it_comes_again(paper, client, tmp_path, first, as_, again):
    intake.bring([write(tmp_path, "pasar.txt", PAGE)])
    story = Story.objects.get()
    if first == "changed here":
        story.title = "Ditulis di sini"
        story.save_revision()
    text = PAGE if again == "the same" else PAGE.replace("lapangan desa", "lapangan kecamatan")
    report = intake.bring([write(tmp_path, "pasar.txt", text)], as_=as_)
    assert (report.new_versions, Story.objects.count()) == (int(again == "other words"), 1)
    story = Story.objects.get()
    assert (story.is_public, story.address, client.get(story.url).status_code) == (False, None, 404)
    with pytest.raises(Refused):
        publish(story, by=None)
    assert not Story.objects.published().exists()
