import gzip
import io
import json
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, StoryCopy, TopicCopy
from redaksi.wire.formats import Certainty
from redaksi.wire.formats.tabular import Mapping, preview, read, recognizes, write
from redaksi.wire.formats.tabular.spoiled import repaired
from redaksi.wire.formats.tabular.write import CARRIED
from redaksi.wire.item import Unreadable
from redaksi.wire.opened import OpenedFile
from redaksi.wire.refusal import Refusal
from redaksi.wire.tests import material

from .opening import HOUSE, JAKARTA, items_of, opened_bytes, opened_text

SAMPLES = Path(__file__).parents[1] / "samples"
CORPORA = material.FOLDER


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"


def sample(name):
    return opened_bytes((SAMPLES / name).read_bytes(), name)


def test_a_table_from_a_spreadsheet():
    bridge, onions = read(sample("titik-koma.csv"), HOUSE)
    assert bridge.copy == StoryCopy(
        headline="Jembatan gantung Kali Bening dibuka lagi",
        section="Daerah",
        body=[
            BlockCopy(
                "text",
                "<p>Warga dua desa kembali menyeberang sejak Senin pagi.</p>"
                '<p>Jembatan itu ditutup enam bulan. "Anak-anak tak perlu memutar," kata kepala desa.</p>',
            )
        ],
        bylines=[BylineCopy("Rina Sari")],
        topics=[TopicCopy("infrastruktur"), TopicCopy("Kali Bening")],
        published_at=datetime(2022, 2, 24, 9, 14, tzinfo=JAKARTA),
        old_addresses=["https://wartakita.id/daerah/jembatan-gantung/"],
        source="wartakita.id",
        identifier="17",
    )
    assert bridge.left_out == ["Baca juga: Pasar desa tumbuh di kaki jembatan", "wartakita.id"]
    assert onions.copy.body == [BlockCopy("text", "<p>Harga turun <b>dua kali</b> dalam sepekan.</p>")]
    assert onions.copy.bylines == [BylineCopy("Sisi", desk="wk")]
    assert onions.copy.published_at is None
    assert "“published_at” is no date that can be understood, left out: 24/02/20222" in onions.unplaced


def test_lines_of_json_and_their_later_versions():
    first, again, no_object, broken = read(sample("baris.jsonl"), HOUSE)
    assert first.copy.identifier == again.copy.identifier == "https://wartakita.id/2022/02/24/perpustakaan-keliling"
    assert first.copy.published_at == again.copy.published_at
    assert first.copy.bylines == [BylineCopy("Rina Sari"), BylineCopy("Budi Santoso")]
    assert first.copy.ed_note == ""
    assert first.unplaced == ["the column “n_words” has no field, and no words for one; left out: 10"]
    assert no_object == Refusal("baris.jsonl:4", "not an object with names and values")
    assert (broken.name, broken.reason[:14]) == ("baris.jsonl:5", "not valid JSON")


def test_a_json_array_is_read_object_by_object():
    rows = [{"title": f"Berita {number}", "body": "x" * 40_000} for number in range(12)]
    items = items_of(read, json.dumps(rows, indent=1), "semua.json")
    assert [item.copy.headline for item in items] == [row["title"] for row in rows]


def test_an_array_that_ends_early_is_told_after_what_came():
    first, rest = items_of(read, '[{"title": "Satu"}, {"title": "Du')
    assert first.copy.headline == "Satu"
    assert rest.reason.startswith("the rest cannot be read: not valid JSON")


def test_a_packed_file_that_breaks_off_is_told_after_what_came():
    packed = gzip.compress(b'{"title": "Satu"}\n' + os.urandom(30_000).hex().encode())[:-9000]
    stream = gzip.GzipFile(fileobj=io.BytesIO(packed))
    first, rest = read(OpenedFile(Path("a.jsonl"), "a.jsonl", stream, b'{"title"'), HOUSE)
    assert (first.copy.headline, rest.reason[:24]) == ("Satu", "the rest cannot be read:")


def workbook(*rows):
    book, raw = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(raw)
    return raw.getvalue()


def test_a_workbook():
    raw = workbook((), ("ID", "Judul", "Isi", "Tanggal"), (7, "Air laut naik", "Satu.\nDua.", datetime(2022, 2, 24, 9, 14)))
    (item,) = read(opened_bytes(raw, "arsip.xlsx"), HOUSE)
    assert recognizes(raw[:8192], "arsip.xlsx") is Certainty.SURE
    assert (item.copy.headline, item.copy.identifier) == ("Air laut naik", "7")
    assert item.copy.published_at == datetime(2022, 2, 24, 9, 14, tzinfo=JAKARTA)
    assert item.copy.body == [BlockCopy("text", "<p>Satu.</p><p>Dua.</p>")]


@pytest.mark.parametrize("raw", [b"PK\x03\x04 bukan zip", workbook(("judul",))[:200]])
def test_no_workbook(raw):
    with pytest.raises(Unreadable):
        list(read(opened_bytes(raw, "arsip.xlsx"), HOUSE))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings_are_found_out(delimiter, encoding):
    text = (
        delimiter.join(["judul", "isi", "kanal"]) + "\r\n" + delimiter.join(["Kafé “Senja”", '"Baris\r\ndua"', "Kota"]) + "\r\n"
    )
    (item,) = read(opened_bytes(text.encode(encoding)), HOUSE)
    assert (item.copy.headline, item.copy.section) == ("Kafé “Senja”", "Kota")
    assert item.copy.body == [BlockCopy("text", "<p>Baris</p><p>dua</p>")]
    assert item.unplaced == (["not UTF-8: read as Windows-1252"] if encoding == "cp1252" else [])


def test_ragged_rows_keep_all_that_they_hold():
    short, long = items_of(read, "judul,isi,kanal\nSatu,Teks\nDua,Teks,Kota,lebih,lagi\n")
    assert short.unplaced == ["a row of 2 cells under 3 columns"]
    assert long.copy.ed_note == "column 4: lebih\ncolumn 5: lagi"


def test_a_table_that_says_nothing_names_its_columns():
    with pytest.raises(Unreadable, match=r"--map headline=….*: a, b$"):
        items_of(read, "a,b\n1,2\n")


def test_rows_without_a_story_are_refused_alone():
    first, second = items_of(read, "judul,isi,kanal\n-,Tidak ditemukan,Kota\nAda,Teks.,Kota\n")
    assert first == Refusal("tabel.csv:2", "no story in it: neither a headline nor a paragraph")
    assert second.copy.headline == "Ada"


def test_spoiled_characters_are_put_right_where_they_prove_it():
    (item,) = items_of(read, "judul,isi\n‚ÄúBabak kedua‚Äù,â€œPasarâ€\x9d di cafÃ© — Ångström √ 2 ¬ dan 서울\n")
    assert item.copy.headline == "“Babak kedua”"
    assert item.copy.body[0].value == "<p>“Pasar” di café — Ångström √ 2 ¬ dan 서울</p>"
    assert item.unplaced == ["5 characters spoiled by a wrong encoding were put right"]


def test_paragraphs_joined_by_commas_are_parted():
    joined = '-\nSatu kalimat.,,,Dua kalimat.,"Tiga," katanya, tenang.,Empat "," di,Jakarta.'
    (item,) = items_of(read, json.dumps({"title": "x", "content": joined}), "a.jsonl")
    assert item.copy.body[0].value == (
        '<p>Satu kalimat.</p><p>Dua kalimat.</p><p>"Tiga," katanya, tenang.</p><p>Empat "," di,Jakarta.</p>'
    )


def test_furniture_goes_and_a_headline_below_baca_juga_with_it():
    body = (
        "Satu.\nBaca juga:\nPasar Kali Bening Dibuka Lagi\nDua.\nADVERTISEMENT\nBacaan ini panjang.\n[Gambas:Video]\n(wk/Sisi)"
    )
    (item,) = items_of(read, json.dumps({"title": "x", "content": body}), "a.jsonl")
    assert item.copy.body[0].value == "<p>Satu.</p><p>Dua.</p><p>Bacaan ini panjang.</p>"
    assert item.left_out == ["Baca juga:", "Pasar Kali Bening Dibuka Lagi", "ADVERTISEMENT", "[Gambas:Video]"]
    assert item.copy.bylines == [BylineCopy("Sisi", desk="wk")]


def test_furniture_goes_from_markup_too():
    body = '<p>Satu.</p><p><b>Baca Juga:</b> <a href="/x">Lain</a></p><p>Dua.</p>'
    (item,) = items_of(read, json.dumps({"title": "x", "content": body}), "a.jsonl")
    assert (item.copy.body, item.left_out) == ([BlockCopy("text", "<p>Satu.</p><p>Dua.</p>")], ["Baca Juga: Lain"])


def test_a_dateline_above_a_dash():
    (item,) = items_of(read, json.dumps({"title": "x", "content": "JAKARTA, WARTA.com\n-\nHujan turun."}), "a.jsonl")
    assert (item.copy.dateline, item.left_out) == ("JAKARTA", ["WARTA.com"])
    assert item.copy.body == [BlockCopy("text", "<p>Hujan turun.</p>")]


def test_a_swapped_date_is_proven_by_the_address():
    row = {"title": "x", "content": "y", "date": "2019-12-09", "url": "https://warta.id/read/2019/09/12/x"}
    (item,) = items_of(read, json.dumps(row), "a.jsonl")
    assert item.copy.published_at == datetime(2019, 9, 12, tzinfo=JAKARTA)


def test_the_address_names_the_section_only_where_the_paper_has_it():
    rows = [{"title": "x", "content": "y", "url": f"https://warta.id/{part}/x"} for part in ("ekonomi", "read")]
    items = items_of(read, "\n".join(map(json.dumps, rows)), "a.jsonl")
    assert [item.copy.section for item in items] == ["ekonomi", ""]


def test_words_without_a_field_are_kept_and_keys_of_machines_are_not():
    row = {
        "title": "x",
        "body": "y",
        "catatan": "Tunggu foto",
        "file": "crawl_2025-06-18.csv",
        "at": "2025-06-18 10:00",
        "n": 3,
    }
    (item,) = items_of(read, json.dumps(row), "a.jsonl")
    assert item.copy.ed_note == "catatan: Tunggu foto"
    assert len(item.unplaced) == 4


def test_a_person_s_map_reaches_the_reader():
    opened = opened_text("a,b\nJudul,Teks\n")
    object.__setattr__(opened, "column_map", "headline=a,body=b")
    (item,) = read(opened, HOUSE)
    assert item.copy.headline == "Judul"


def test_pictures_beside_the_table_are_found_and_none_elsewhere(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"x")
    rows = "judul,gambar,caption\nSatu,a.jpg,Air\nDua,../../etc/passwd,\nTiga,https://warta.id/a.jpg,\n"
    items = list(read(opened_bytes(rows.encode(), folder=tmp_path), HOUSE))
    assert items[0].copy.lead_photo == PhotoCopy("a.jpg", caption="Air")
    assert [bool(item.copy.lead_photo.path) for item in items] == [True, False, False]


HOSTILE = [
    {"title": {"$ne": None}, "content": [["a", {"b": 1}]], "date": {"x": []}, "author": 7, "tags": {"a": 1}, "url": ["x"]},
    {"title": ["a", None, 3.5], "content": 17, "date": [1], "author": {"name": "X"}, "image": {"url": "x"}, "id": {"a": "b"}},
    {"title": "a\ud800b\u0000c\u202e", "content": "<p>x\ud800\u0000</p>", "url": "http://[::1", "date": -5},
    {"title": "x" * 300_000, "content": "<div>" * 10_000, "date": 1e30, "tags": "a," * 10_000},
    {"title": True, "content": None, "date": True, "urgency": "²", "genre": 1},
]


@pytest.mark.parametrize("row", HOSTILE)
def test_wrong_types_and_bad_characters_come_in_clean_or_not_at_all(row):
    (item,) = items_of(read, json.dumps(row), "a.jsonl")
    assert isinstance(item, Refusal) or not set(item.copy.headline) & set("\x00\ud800\u202e")


def test_scripts_in_every_field_are_only_words():
    evil = "<script>alert(1)</script>Teks<img src=x onerror=alert(1)>"
    fields = ("headline", "body", "section", "dek", "bylines", "topics", "date", "url", "image", "caption", "slug")
    (item,) = items_of(read, json.dumps(dict.fromkeys(fields, evil)), "a.jsonl")
    copy = item.copy
    assert (copy.headline, copy.section, copy.dek, copy.slug) == ("Teks",) * 4
    assert "onerror" not in str([block for block in copy.body if block.kind == "text"])


def test_deep_json_is_a_line_in_the_report():
    deep, fine = items_of(read, '{"title": ' + "[" * 100_000 + "\n" + '{"title": "Ada"}', "a.jsonl")
    assert isinstance(deep, Refusal)
    assert fine.copy.headline == "Ada"


def test_a_quote_without_end_swallows_no_more_than_it_must():
    (item,) = items_of(read, 'judul,isi\nSatu,"Teks yang\ntak ditutup\n')
    assert item.copy.body == [BlockCopy("text", "<p>Teks yang</p><p>tak ditutup</p>")]


@pytest.mark.parametrize(
    ("head", "name", "certainty"),
    [
        ("judul,isi\n", "a.csv", Certainty.SURE),
        ("judul\tisi\tx\n", "a", Certainty.LIKELY),
        ("a,b\n", "a.csv", Certainty.LIKELY),
        ("Jembatan gantung, lama ditutup, dibuka\n", "a.txt", Certainty.NO),
        ('{"title": "a"}\n', "a.jsonl", Certainty.SURE),
        ('{"title": "a"}\n{"title": "b"}\n', "a", Certainty.LIKELY),
        ('{"uri": "a", "headline": "b"}', "a.json", Certainty.NO),
        ('{\n "db": [', "a.json", Certainty.NO),
        ('[{"title": "a", "content": "b"}]', "a.json", Certainty.LIKELY),
        ("+++\nheadline = 1\n", "a.csv", Certainty.NO),
        ("<html>,judul,isi", "a.csv", Certainty.NO),
        ("\x00\x01", "a.csv", Certainty.NO),
    ],
)
def test_tables_are_told_from_other_files(head, name, certainty):
    assert recognizes(head.encode(), name) == certainty


def test_a_preview_shows_what_goes_where():
    opened = opened_text("judul,isi,acak\nSatu,Teks,9\n")
    lines = preview(opened, Mapping.parse("dek=acak"))
    assert [(line.column, line.field, line.sample) for line in lines] == [
        ("judul", "headline", "Satu"),
        ("isi", "body", "Teks"),
        ("acak", "dek", "9"),
    ]
    assert len(list(read(opened, HOUSE))) == 1


# Words as people write them; the words for nothing ("-", "none") are none.
WORD = st.text(st.sampled_from("abcdeé ü&<>;,/()#|\\'\"-“😀"), min_size=1, max_size=8).map(lambda text: f"k{text.strip()}k")
LINE = st.lists(WORD | st.sampled_from(["dan", "&amp;", "<b>x</b>"]), min_size=1, max_size=4).map(
    lambda words: f"K {' '.join(words)} k"
)
CLEAN = LINE.map(lambda text: " ".join(text.split())).filter(lambda text: repaired(text)[0] == text)
TEXT = CLEAN.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
PARAGRAPHS = st.lists(TEXT.map(lambda text: f"<p>{text}</p>"), min_size=1, max_size=3).map("".join)
BODY = st.lists(
    st.one_of(
        PARAGRAPHS.map(lambda text: BlockCopy("text", text)),
        CLEAN.map(lambda text: BlockCopy("heading", {"text": text, "level": 2})),
    ),
    max_size=4,
).map(lambda blocks: [b for i, b in enumerate(blocks) if not i or b.kind != blocks[i - 1].kind])
MOMENT = st.none() | st.datetimes(
    datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))])
)
STORIES = st.builds(
    StoryCopy,
    headline=CLEAN,
    **{
        name: CLEAN | st.just("")
        for name in ("kicker", "dek", "teaser", "slug", "slugline", "section", "dateline", "storyline")
    },
    body=BODY,
    bylines=st.lists(
        st.builds(BylineCopy, CLEAN, st.sampled_from(["reporter", "editor"]), st.sampled_from(["", "wk"])),
        max_size=3,
        unique=True,
    ),
    topics=st.lists(st.builds(TopicCopy, CLEAN, st.sampled_from(["subject", "place"])), max_size=3, unique=True),
    genre=st.sampled_from(["report", "opinion"]),
    urgency=st.integers(1, 9),
    ed_note=CLEAN | st.just(""),
    published_at=MOMENT,
    updated_at=MOMENT,
    embargoed_until=MOMENT,
    old_addresses=st.lists(st.sampled_from(["/2022/02/lama.html", "https://lama.id/a?b=1,2;3"]), max_size=2, unique=True),
    source=CLEAN | st.just(""),
    identifier=CLEAN,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(STORIES, min_size=1, max_size=3), st.sampled_from(["csv", "jsonl"]))
def test_what_was_written_is_read_back(stories, kind):
    items = items_of(read, "".join(write(stories, kind)), f"tabel.{kind}")
    assert [(name, getattr(item.copy, name)) for item in items for name in CARRIED] == [
        (name, getattr(story, name)) for story in stories for name in CARRIED
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["a.csv", "a.jsonl", "a.xlsx"]),
    st.sampled_from([b"", b"judul,isi\n", b'[{"title":1},', b"{"]),
)
def test_no_bytes_break_the_reader(raw, name, start):
    recognizes(start + raw, name)
    with suppress(Unreadable):
        assert all(item.name for item in read(opened_bytes(start + raw, name), HOUSE))


needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="no real material here (REDAKSI_DATA)")


def corpus(path):
    raw = gzip.decompress((CORPORA / path).read_bytes())
    return list(read(opened_bytes(raw, "a.jsonl"), HOUSE))


@needs_corpora
def test_the_stories_of_wowkeren():
    items = corpus("id-news-clickid-2019/dev/wowkeren.jsonl.gz")
    assert (len(items), sum(bool(item.copy.published_at and item.copy.section) for item in items)) == (1551, 1551)


@needs_corpora
def test_a_crawl_with_repeated_addresses():
    items = corpus("id-news-2025/dev/articles.jsonl.gz")
    assert len(items) == 4891
    assert len({(item.copy.source, item.copy.identifier) for item in items}) == 3777
    assert sum(bool(item.copy.published_at) for item in items) == 4853  # 38 say "Tidak ditemukan"
    assert sum(bool(item.copy.bylines) for item in items) > 3100
