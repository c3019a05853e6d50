from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stories import clean
from redaksi.stories.copy import BylineCopy, TopicCopy
from redaksi.wire.formats import Certainty
from redaksi.wire.formats.page_text import recognizes, write
from redaksi.wire.formats.page_text.pictures import words_of_picture
from redaksi.wire.formats.page_text.read import read_page
from redaksi.wire.item import House, Unreadable
from redaksi.wire.printed.datelines import dateline_of
from redaksi.wire.printed.furniture import is_furniture
from redaksi.wire.printed.quotes import quote_in
from redaksi.wire.printed.signatures import bylines_in, sign_off_in
from redaksi.wire.printed.speakers import speaker_of

SAMPLES = Path(__file__).parent.parent / "samples"
JAKARTA = ZoneInfo("Asia/Jakarta")
HOUSE = House(JAKARTA, datetime(2026, 11, 23, 5, tzinfo=UTC))


def sample(name):
    return read_page(next(SAMPLES.glob(f"{name}*")).read_text(), HOUSE)


def kinds(page):
    return [block.kind for block in page.copy.body]


def quotes(page):
    return [(b.value["speaker"], b.value["speaker_role"]) for b in page.copy.body if b.kind == "quote"]


def words_of(page):
    return clean.plain(" ".join(str(block.value) for block in page.copy.body))


def test_a_page_with_everything_before_its_headline_and_after():
    page = sample("01")
    copy = page.copy
    assert (copy.section, copy.headline) == ("Daerah", "Rob Rendam Jalan Pasar, Pedagang Pindah ke Lapangan")
    assert copy.dek.startswith("Air pasang masuk")
    assert (copy.dateline, page.medium) == ("JAKARTA", "KABARMUARA.com")
    assert copy.lead_caption == "Warga menata karung pasir di depan pasar, Jumat (25/2/2022)."
    assert copy.lead_credit == "Antara/Dewi"
    assert (copy.published_at, copy.is_published_at_approximate) == (datetime(2022, 2, 26, 9, 14, tzinfo=JAKARTA), False)
    assert copy.bylines == [BylineCopy("Rina Sari"), BylineCopy("Budi Hartono", "editor")]
    assert copy.topics == [TopicCopy("rob"), TopicCopy("pasar"), TopicCopy("Muara Bening")]
    assert kinds(page) == ["text", "quote", "text"]
    assert quotes(page) == [("Rina Wati", "pedagang ikan")]
    assert page.unplaced == []
    assert [note.split(": ", 1)[1] for note in page.left_out] == [
        "Baca juga: Tanggul Lama Ditinggikan Lagi",
        "Copyright © 2022 KabarMuara.com",
        "JAKARTA, KABARMUARA.com - menyebut medianya",
    ]


def test_a_kicker_a_zone_of_its_own_and_a_subheading():
    page = sample("02")
    assert (page.copy.kicker, page.copy.headline) == ("Harga Beras", "Penggilingan Kecil Tutup Lebih Awal Menjelang Panen")
    assert page.copy.published_at == datetime(2022, 2, 26, 11, 30, tzinfo=UTC)
    assert (page.copy.bylines, page.medium) == ([BylineCopy("Maya S")], "kabarmuara.com")
    assert kinds(page) == ["text", "heading", "quote", "text"]
    assert quotes(page) == [("Sumarni", "Ketua kelompok tani")]
    assert page.unplaced == []


def test_words_of_pictures_that_did_not_come_stay_in_their_place_and_are_told():
    page = sample("03")
    assert page.copy.lead_credit == "Dok. Desa Karangmelati"
    assert "ANTARA FOTO/Tomas W." in words_of(page)
    assert "(Foto: Tomas Wanggai)" in words_of(page)
    assert len(page.unplaced) == 2
    assert page.copy.bylines == [BylineCopy("Yusuf", desk="km"), BylineCopy("Tomas", desk="km")]
    assert quotes(page) == [("Nur", "siswa kelas enam")]
    assert page.copy.is_published_at_approximate


@pytest.mark.parametrize(
    ("name", "headline", "notes"),
    [
        ("04", "Sebuah warung kopi di ujung pasar menyimpan koran sejak tiga puluh tahun lalu", 2),
        ("05", "Latihan Bersama Dibatalkan Karena Hujan", 2),
    ],
)
def test_half_a_page_comes_in_and_tells_what_it_lacks(name, headline, notes):
    page = sample(name)
    assert (page.copy.headline, page.copy.published_at, len(page.unplaced)) == (headline, None, notes)


def test_lists_and_the_people_below_the_text():
    page = sample("06")
    assert kinds(page) == ["text", "list", "heading", "list", "text"]
    assert page.copy.body[1].value["is_numbered"]
    assert page.copy.bylines == [BylineCopy("Fitria R"), BylineCopy("Bagas Prakoso", "editor")]
    assert page.unplaced == []


def test_quotes_in_whichever_order_and_a_speaker_only_where_one_is_named():
    page = sample("07")
    assert page.copy.headline.endswith("Lagi?")
    assert quotes(page) == [
        ("Agung Prasetyo", ""),
        ("Sri Rahayu", "Kepala Dinas Lingkungan Hidup"),
        ("Agung Prasetyo", "Presiden Paguyuban Sumur Warga"),
    ]
    assert "katanya" in words_of(page)
    assert page.copy.bylines == [BylineCopy("Lina", desk="snj")]
    assert "Kapal Wisata" not in words_of(page)


def test_what_finds_no_place_stays_in_the_text_and_is_told():
    page = sample("08")
    assert page.copy.updated_at == datetime(2022, 3, 6, 0, 5, tzinfo=UTC)
    assert page.copy.is_published_at_approximate
    assert words_of(page).endswith("Catatan penyunting belum lengkap(bersambung)")
    assert len(page.unplaced) == 2


def test_a_day_long_before_the_web_is_not_taken_for_the_page_s_own():
    page = sample("09")
    assert page.copy.published_at is None
    assert (page.copy.dateline, page.medium, page.copy.lead_credit) == ("Muara Bening", "KABAR", "REUTERS/Gleb Surya")


@pytest.mark.parametrize(
    ("text", "place", "medium", "rest"),
    [
        ("Minsk - Kedua delegasi", "Minsk", "", "Kedua delegasi"),
        ("JAKARTA, KOMPAS.com - Kedua", "JAKARTA", "KOMPAS.com", "Kedua"),
        ("WowKeren - Presiden Rusia", "", "WowKeren", "Presiden Rusia"),
        ("TEMPO.CO, Jakarta - Kedua", "Jakarta", "TEMPO.CO", "Kedua"),
        ("Liputan6.com, Jakarta Kedua delegasi", "Jakarta", "Liputan6.com", "Kedua delegasi"),
        ("Jakarta, CNN Indonesia -- Kedua", "Jakarta", "CNN Indonesia", "Kedua"),
        ("Bandar Senja (ANTARA) – Kedua", "Bandar Senja", "ANTARA", "Kedua"),
        ("Jakarta – “Kami pulang,” kata", "Jakarta", "", "“Kami pulang,” kata"),
    ],
)
def test_a_dateline_is_taken_off(text, place, medium, rest):
    dateline, remaining = dateline_of(text)
    assert (dateline.place, dateline.medium, remaining) == (place, medium, rest)


@pytest.mark.parametrize(
    "text",
    ["Rusia-Ukraina berunding", "Hari itu mereka datang - dan pulang lagi.", "Menteri Luar Negeri Rusia Sergey - Ia", "-"],
)
def test_a_dash_alone_makes_no_dateline(text):
    assert dateline_of(text) == (None, text)


@pytest.mark.parametrize(
    ("printed", "speaker", "role"),
    [
        ("juru bicara Kremlin, Dmitry Peskov", "Dmitry Peskov", "juru bicara Kremlin"),
        ("Volodymyr Zelensky Presiden Ukraina", "Volodymyr Zelensky", "Presiden Ukraina"),
        ("Presiden Ukraina Volodymyr Zelensky", "Volodymyr Zelensky", "Presiden Ukraina"),
        ("Rina Wati, warga Muara Bening, saat ditemui Kamis (24/2)", "Rina Wati", "warga Muara Bening"),
        ("Menteri Keuangan Sri Mulyani Indrawati", "Sri Mulyani Indrawati", "Menteri Keuangan"),
        ("Rahmat", "Rahmat", ""),
        ("dia kepada wartawan", "", ""),
        ("seorang warga", "", ""),
    ],
)
def test_name_and_role_are_told_apart(printed, speaker, role):
    whole = f"Kemarin Sri Mulyani Indrawati hadir. {printed}"
    assert speaker_of(printed, whole) == (speaker, role)


@pytest.mark.parametrize(
    "paragraph",
    [
        '"Kami pulang," katanya.',
        '"Kami pulang besok pagi," kata Rina. "Lalu kembali lagi."',
        "“Ya.”",
        '"Tegas" kata itu dipakai.',
        'Ia menyebutnya "jalan tengah" dan pergi.',
    ],
)
def test_what_is_not_one_quotation_of_a_named_speaker_stays_a_paragraph(paragraph):
    assert quote_in(paragraph, paragraph) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("(wk/Sisi)", [("Sisi", "wk")]),
        ("(wk/Sisi/Rani)", [("Sisi", "wk"), ("Rani", "wk")]),
        ("(fdl/fdl)", [("fdl", "")]),
        ("(Sisi)", [("Sisi", "")]),
        ("(24/2)", []),
        ("(lihat halaman dua untuk daftar lengkap para pemenang)", []),
    ],
)
def test_a_sign_off_names_desk_and_people(text, names):
    assert [(line.name, line.desk) for line in sign_off_in(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Penulis: Rina, Editor: Budi", [("Rina", "reporter"), ("Budi", "editor")]),
        ("Penulis : Rina dan Ayu | Editor : Budi", [("Rina", "reporter"), ("Ayu", "reporter"), ("Budi", "editor")]),
        ("Oleh Rina Sari", [("Rina Sari", "reporter")]),
        ("Pewarta: Rina\tEditor: Budi", [("Rina", "reporter"), ("Budi", "editor")]),
        ("Oleh karena itu, harga naik.", []),
        ("Editor memutuskan lain.", []),
    ],
)
def test_names_with_their_roles(text, names):
    assert [(line.name, line.role) for line in bylines_in(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        *("Follow Berita WowKeren.com di Google News", "You can share this post!", "Rekomendasi Artikel", "Berita Terkait"),
        *("Baca juga: Harga Turun", "ADVERTISEMENT", "SCROLL TO CONTINUE WITH CONTENT", "Ikuti kami di Google News", "Tweet"),
        *("Copyright © 2022", "Hak cipta dilindungi", "Gabung grup Telegram KabarMuara sekarang", "12 Komentar", "Bagikan"),
    ],
)
def test_furniture_is_known(text):
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text", ["Masuk angin bukan penyakit.", "Iklan rokok dilarang.", "Rekomendasi dokter berbeda.", "Line up"]
)
def test_what_only_begins_like_furniture_is_none(text):
    assert not is_furniture(text)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        *(("iStockphoto", "iStockphoto"), ("Foto: Rina", "Rina"), ("ANTARA FOTO/Rina/foc", "ANTARA FOTO/Rina/foc")),
        *(("Getty Images via BBC", "Getty Images via BBC"), ("Instagram/@zelenskiy", "Instagram/@zelenskiy")),
    ],
)
def test_a_credit_is_known(text, credit):
    assert words_of_picture(text).credit == credit


def test_more_lines_than_a_page_has_are_refused():
    with pytest.raises(Unreadable):
        read_page("baris\n" * 10_000, HOUSE)


def test_a_page_of_furniture_alone_holds_no_story():
    with pytest.raises(Unreadable):
        read_page("Advertisement\n\nBerita Terkait\n", HOUSE)


@pytest.mark.parametrize("name", ["01", "02", "07"])
def test_what_is_written_is_read_again(name):
    copy = sample(name).copy
    again = read_page(write(copy), HOUSE).copy
    carried = ("headline", "kicker", "section", "lead_credit", "dateline", "published_at")
    assert [getattr(again, each) for each in carried] == [getattr(copy, each) for each in carried]
    assert kinds(read_page(write(copy), HOUSE)) == [block.kind for block in copy.body]


LINES = st.sampled_from(
    [*SAMPLES.joinpath("01-rubrik-dulu.txt").read_text().split("\n"), "(", '"', '"," kata', "(wk/Sisi)", "- x"]
)


@given(st.lists(LINES | st.text(max_size=60), max_size=25).map("\n".join))
def test_no_page_breaks_the_reader_and_no_paragraph_is_lost(text):
    try:
        page = read_page(text, HOUSE)
    except Unreadable:
        return
    kept = f"{page.copy} {page.left_out}"
    for line in ("Pemerintah desa menyiapkan dua pompa", "Air pasang masuk lebih cepat"):
        assert line not in text or line in kept


@pytest.mark.parametrize(
    ("head", "name", "certainty"),
    [
        (b"Judul berita\n\nIsi.", "a.txt", Certainty.LIKELY),
        (b"Judul berita", "a", Certainty.POSSIBLE),
        ("\ufeffJudul".encode("utf-16"), "a.txt", Certainty.LIKELY),
        *(
            (head, "a.txt", Certainty.NO)
            for head in (b"<html>", b'{"a": 1}', b"\x89PNG\r\n\x1a\n\x00\x00", b"+++\n", b"%PDF-1.7")
        ),
    ],
)
def test_a_page_is_told_from_what_is_marked_up(head, name, certainty):
    assert recognizes(head, name) == certainty
