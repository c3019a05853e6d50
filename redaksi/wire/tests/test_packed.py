import bz2
import gzip
import io
import lzma
import stat
import zipfile

import pytest

from redaksi.stories.models import Story
from redaksi.wire import intake, packed
from redaksi.wire.preview import preview

pytestmark = pytest.mark.django_db

ROWS = "".join(
    f'{{"title": "Judul {number}", "content": "Isi nomor {number}.", "date": "2024-01-05"}}\n' for number in range(3)
)
COMPRESS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(*members):
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in members:
            parts.writestr(name, content)
    return packing.getvalue()


def reasons(report):
    return [(skipped["item"], skipped["reason"]) for skipped in report.skipped]


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_compressed_file_comes_in_as_what_is_in_it(paper, tmp_path, suffix):
    report = intake.bring([write(tmp_path, f"arsip.jsonl.{suffix}", COMPRESS[suffix](ROWS.encode()))], as_="published")
    assert (report.items, report.stories, report.skipped) == (3, 3, [])


def test_a_folder_of_compressed_files_and_the_same_uncompressed_are_the_same_items(paper, tmp_path):
    write(tmp_path, "a.jsonl", ROWS)
    for suffix, compress in COMPRESS.items():
        write(tmp_path, f"a.jsonl.{suffix}", compress(ROWS.encode()))
    report = intake.bring([tmp_path])
    assert (report.items, report.stories, report.unchanged) == (12, 3, 9)


def test_every_file_of_a_zip_comes_in_whatever_it_is_called(paper, tmp_path):
    members = [("../../luar.jsonl", ROWS), ("/etc/b.jsonl.gz", gzip.compress(ROWS.encode())), ("__MACOSX/._a.jsonl", b"\0")]
    report = intake.bring([write(tmp_path, "arsip.zip", zipped(*members, ("foto.jpg", b"x"), (".DS_Store", b"x")))])
    assert (report.items, report.stories, report.unchanged) == (6, 3, 3)
    assert [path.name for path in tmp_path.iterdir()] == ["arsip.zip"]


def test_what_swells_is_refused_in_one_line(paper, tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "ALWAYS_ALLOWED", 1_000_000)
    much = b" " * 30_000_000
    write(tmp_path, "a.gz", gzip.compress(much))
    write(tmp_path, "b.zip", zipped(("a.txt", much)))
    write(tmp_path, "c.xz", lzma.compress(much))
    swells = "isinya menjadi terlalu besar setelah dibuka"
    assert reasons(intake.bring([tmp_path])) == [("a", swells), ("b.zip", swells), ("c", swells)]
    assert not Story.objects.exists()


def test_what_is_in_a_zip_and_cannot_be_read_keeps_no_other_back(paper, tmp_path):
    link = zipfile.ZipInfo("tautan.jsonl")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    members = [(link, "/etc/passwd"), ("dalam.zip", zipped(("a.jsonl", ROWS))), ("kosong.jsonl", ""), ("c.jsonl", ROWS)]
    report = intake.bring([write(tmp_path, "arsip.zip", zipped(*members))])
    assert report.stories == 3
    assert reasons(report) == [
        ("arsip.zip/tautan.jsonl", "tautan tidak diikuti"),
        ("arsip.zip/dalam.zip", "arsip di dalam arsip tidak dibuka"),
        ("arsip.zip/kosong.jsonl", "berkas kosong"),
    ]


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_damaged_file_is_told_and_what_came_before_the_damage_stays(paper, tmp_path, suffix):
    whole = COMPRESS[suffix](ROWS.encode())
    report = intake.bring([write(tmp_path, f"a.jsonl.{suffix}", whole[: len(whole) - 12])])
    assert len(report.skipped) == 1
    assert report.items == report.stories + 1


def test_a_damaged_zip_is_told_in_one_line(paper, tmp_path):
    whole = zipped(("a.jsonl", ROWS))
    for name, content in (("a.zip", whole[:-30]), ("b.zip", whole[:40] + b"\xff" * 20 + whole[60:])):
        write(tmp_path, name, content)
    report = intake.bring([tmp_path])
    assert (report.stories, len(report.skipped)) == (0, 2)
    assert all(reason.startswith("rusak, atau") for _item, reason in reasons(report))


def test_a_workbook_is_read_as_one_within_a_zip_too(paper, tmp_path):
    from openpyxl import Workbook

    book, raw = Workbook(), io.BytesIO()
    book.active.append(["judul", "isi"])
    book.active.append(["Judul", "Isi berita."])
    book.save(raw)
    write(tmp_path, "a.xlsx", raw.getvalue())
    write(tmp_path, "b.zip", zipped(("a.xlsx", raw.getvalue())))
    report = intake.bring([tmp_path])
    assert (report.stories, report.unchanged, report.skipped[1:]) == (1, 1, [])


def test_a_map_says_which_column_is_which_field(paper, tmp_path):
    path = write(tmp_path, "a.jsonl", '{"x": "Judul", "y": "Isi berita.", "title": "Bukan ini"}\n')
    intake.bring([path], column_map="headline=x,body=y")
    assert Story.objects.get().title == "Judul"
    assert "“z”" in reasons(intake.bring([path], column_map="headline=z"))[0][1]


def test_a_preview_shows_the_columns_and_the_first_items_and_writes_nothing(paper, tmp_path):
    write(tmp_path, "a.jsonl.gz", gzip.compress(ROWS.encode()))
    write(tmp_path, "b.bin", b"\x00\x01")
    table, other = preview([tmp_path], column_map="headline=title")
    assert (table.format, table.columns[0], len(table.items)) == ("tabular", ("title", "headline", "Judul 0"), 3)
    assert table.items[1]["headline"] == "Judul 1"
    assert (other.format, other.refusals) == ("", ["formatnya tidak dikenal"])
    assert not Story.objects.exists()
