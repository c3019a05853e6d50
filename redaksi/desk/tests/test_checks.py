"""Each check by itself, on text that no story holds yet."""

from datetime import date

import pytest

from redaksi.desk.checking import Finding, Part, Result, Text, checks
from redaksi.desk.checking.text import paragraphs

# The seed's page in our own words: its mistakes, not its text.
MINSK = """Rusia siap bernegoisasi dengan Ukraina di Minsk sejak Kamis (24/2), kata juru bicara Kremlin Dmitry Peskov.

Perundingan itu tak bisa ditolak siapapun, kata Peskov.

Perang berlanjut. Setidaknya 136 orang telah tewas. 137 orang terdiri dari tentara dan warga sipil."""


def told(
    check: str, body: str = "", headline: str = "Rusia Siap Berunding", **facts: object
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Result, words and suggestions of each finding."""
    text = Text(headline, body=list(paragraphs(body)), **facts)
    return [(str(each.result), each.text, each.suggestions) for each in checks.findings(text, (check,))]


def test_every_file_in_the_folder_is_a_check():
    assert sorted(checks.by_name()) == [
        *("angka", "ejaan", "foto", "identitas", "judul", "kemiripan", "mesin", "nama", "sumber", "tanggal", "tautan"),
    ]


def test_a_misspelt_headline_stops_and_the_text_is_warned_of():
    assert told("ejaan", MINSK, "Rusia Siap Negoisasi dengan Ukraina") == [
        ("stop", "Negoisasi", ("Negosiasi",)),
        ("warn", "bernegoisasi", ("bernegosiasi",)),
        ("warn", "siapapun", ("siapa pun",)),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("menghimbau", "mengimbau"), ("himbauan", "imbauan"), ("beresiko", "berisiko"), ("dirumah", "di rumah")),
        *(("dipraktekkan", "dipraktikkan"), ("perijinannya", "perizinannya"), ("mengkonsumsi", "mengonsumsi")),
        *(("menghidari", "menghindari"), ("bekaitan", "berkaitan"), ("kesehata", "kesehatan"), ("terkahir", "terakhir")),
        *(("memilki", "memiliki"), ("untk", "untuk"), ("korupsii", "korupsi"), ("berdiksusi", "berdiskusi")),
    ],
)
def test_what_was_meant_comes_first(written, meant):
    assert [each[2][0] for each in told("ejaan", f"Warga {written} hal itu di desa.")] == [meant]


def test_affixes_english_names_and_talk_are_left_alone():
    body = (
        "Militernya menginstruksikan pelemahan itu, dan ketidakpastian dilansir Reuters. Streaming game itu terintegrasi. "
        "Menurut Zulkiflimansyah, warga bersorak-sorai. “Nggak, aku nggak ngerti,” ujarnya kepada wartawan di Jl. Sudirman."
    )
    assert told("ejaan", body) == []


def test_a_name_is_no_slip_wherever_it_stands():
    assert told("ejaan", "Pelatih Irjan Sutarna menang. Irjan pulang.", "Irjan Menang") == []


@pytest.mark.parametrize("house", ["juga", "kesehata"])
def test_what_the_house_writes_so_is_left_alone(house):
    text = Text("Judul Berita Hari Ini", body=list(paragraphs("Warga membawa kesehata.")), names=lambda word: word == house)
    assert [each.text for each in checks.findings(text, ("ejaan",))] == ([] if house == "kesehata" else ["kesehata"])


def test_the_same_dead_counted_twice():
    assert told("angka", MINSK) == [("warn", "137", ("136",))]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Korban 12 orang, terdiri dari 7 laki-laki dan 4 perempuan.", [("12", ("11",))]),
        ("Korban 12 orang, terdiri dari 8 laki-laki dan 4 perempuan.", []),
        ("Ia membayar 15 (enam belas) keping.", [("15 (enam belas)", ("16 (enam belas)",))]),
        ("Ia membayar 16 (enam belas) keping.", []),
        ("Harga naik dari Rp 10.000 menjadi Rp 12.000 atau naik 30 persen.", [("30", ("20",))]),
        ("Harga naik dari Rp 10.000 menjadi Rp 12.000 atau naik 20 persen.", []),
        ("Dari suara itu 60 persen setuju, 30 persen menolak, sisanya 20 persen abstain.", [(None, ())]),
        ("Anggaran itu 1,250,000 rupiah.", [("1,250,000", ("1.250.000",))]),
    ],
)
def test_figures_that_do_not_add_up(body, found):
    answers = told("angka", body)
    assert [
        (words if expected[0] else None, meant) for (_result, words, meant), expected in zip(answers, found, strict=True)
    ] == found


def test_a_headline_that_counts_otherwise_than_its_text():
    assert told("angka", "Enam orang tewas di Demak, kata polisi.", "5 Orang Tewas di Demak") == [("warn", "5", ())]
    assert told("angka", "Lima orang tewas di Demak, kata polisi.", "5 Orang Tewas di Demak") == []


def test_the_weekday_is_held_against_the_date():
    day = date(2022, 2, 26)
    assert told("tanggal", "Sejak Kamis (24/2) perang pecah.", published=day) == []
    assert told("tanggal", "Sejak Jumat (24/2) perang pecah.", published=day) == [("stop", "Jumat (24/2)", ("Kamis (24/2)",))]
    assert told("tanggal", "Pada Jumat, 24 Februari 2022 perang pecah.") == [
        ("stop", "Jumat, 24 Februari 2022", ("Kamis, 24 Februari 2022",))
    ]


def test_yesterday_moves_when_a_story_waits_and_tomorrow_has_not_happened():
    day = date(2026, 11, 23)
    assert told("tanggal", "Rapat itu kemarin.", published=day, is_scheduled=True) == [("warn", "kemarin", ())]
    assert told("tanggal", "Rapat itu kemarin.", published=day) == []
    assert told("tanggal", "Rapat telah berlangsung pada 30 November 2026.", published=day) == [
        ("warn", "30 November 2026", ())
    ]
    assert told("tanggal", "Rapat akan berlangsung pada 30 November 2026.", published=day) == []


def test_deaths_guilt_and_quotes_want_somebody_who_says_so():
    assert told("sumber", MINSK)[-1][:2] == ("warn", "136 orang telah tewas")
    assert told("sumber", "Polisi mencatat 136 orang tewas.") == []
    assert [each[1] for each in told("sumber", "Ia melakukan korupsi dana desa.")] == ["melakukan korupsi"]
    assert told("sumber", "Ia diduga melakukan korupsi dana desa, kata jaksa.") == []
    assert [each[1] for each in told("sumber", "“Kami tidak akan mundur dari sini.” Hujan turun.")] == [
        "“Kami tidak akan mundur dari sini.”"
    ]
    assert [each[1] for each in told("sumber", "Menurut sumber yang enggan disebut namanya, rapat batal.")] == [
        "sumber yang enggan"
    ]
    assert [each[1] for each in told("sumber", "Hujan deras, kata Bambang Suryono.")] == ["Bambang Suryono"]
    assert told("sumber", "Hujan deras, kata Kepala BPBD Demak Bambang Suryono.") == []


def test_one_person_is_spelt_one_way():
    body = "Presiden Volodymyr Zelensky tiba. Kata Zelensky, rapat jadi. Lalu Zelenksy pulang."
    assert told("nama", body, "Zelensky Tiba") == [("warn", "Zelenksy", ("Zelensky",))]
    assert told("nama", "Rapat jadi di Minsk, kata Peskov.", "Lukasyenka Tiba di Minsk") == [("warn", "Lukasyenka", ())]


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("", [""]),
        ("Rusia Siap Berunding Dengan Ukraina", ["Dengan"]),
        ("Rusia Siap Berunding dengan Ukraina", []),
        ("Wow, Rusia Siap Berunding!", ["Wow", "!"]),
        ("Siapkah Rusia Berunding?", ["?"]),
        ("RUSIA SIAP BERUNDING DENGAN UKRAINA DI MINSK", ["RUSIA SIAP BERUNDING DENGAN UKRAINA DI MINSK"]),
    ],
)
def test_what_a_headline_is_told(headline, words):
    assert [each[1] for each in told("judul", "Isi.", headline)] == words


def test_nothing_leads_to_a_protected_child():
    body = (
        "Korban, siswi SMP Negeri 3 Depok, tinggal di Desa Sukamaju RT 03. Ayah korban, Budi Santoso, melapor. "
        "Rani Putri (14) kini aman. AB (14) diperiksa di Kabupaten Bogor."
    )
    slug = Part("slug", "guru-rani-putri-ditahan", kind="line")
    found = told("identitas", body, "Guru Ditahan", others=[slug], protects_identity=True, protected_words=("rani putri",))
    assert {each[0] for each in found} == {"stop"}
    assert sorted(each[1] for each in found) == sorted(
        ["SMP Negeri 3", "Desa Sukamaju", "RT 03", "Budi Santoso", "Rani Putri", "Rani Putri", "rani-putri"]
    )
    assert told("identitas", "Guru itu ditahan di Kabupaten Bogor.", protects_identity=True) == []


def test_a_child_as_victim_asks_for_the_flag():
    assert told("identitas", "Siswi itu menjadi korban pencabulan, kata polisi.") == [("warn", "pencabulan", ())]
    assert told("identitas", "Siswi itu menjadi juara, kata polisi.") == []


def test_unsafe_and_hidden_addresses():
    body = "Baca https://203.0.113.7/a dan https://bit.ly/x dan https://redaksi.example/a."
    assert told("tautan", body) == [("stop", "https://203.0.113.7/a", ()), ("warn", "https://bit.ly/x", ())]


def test_places_are_those_of_the_field():
    text = Text("Judul Berita Itu", body=list(paragraphs("Baris satu.\n\nWarga dirumah saja.")))
    (found,) = checks.findings(text, ("ejaan",))
    assert found.plain == {
        "check": "ejaan",
        "result": "warn",
        "field": "body",
        "start": 19,
        "end": 26,
        "text": "dirumah",
        "message": found.message,
        "suggestions": ["di rumah"],
    }


def test_a_check_that_fails_says_so_and_the_guard_fails_closed(monkeypatch):
    def broken(text: Text) -> list[Finding]:
        raise ZeroDivisionError

    monkeypatch.setitem(checks.by_name(), "angka", broken)
    monkeypatch.setitem(checks.by_name(), "identitas", broken)
    text = Text("Rusia Siap Berunding dengan Ukraina")
    found = checks.findings(text, ("angka", "identitas", "judul"))
    assert [(each.check, each.result) for each in found] == [("identitas", Result.STOP), ("angka", Result.WARN)]


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "\0",
        "a" * 5000,
        "🙂" * 500,
        "مرحبا بالعالم " * 50,
        "kata " * 20_000,
        "((((((((" * 500,
        "1.1.1.1." * 500,
        "-" * 3000,
        "“" * 999,
    ],
)
def test_any_text_is_read_to_its_end(odd):
    text = Text(odd[:300], odd[:300], list(paragraphs(odd)), published=date(2026, 11, 23))
    names = tuple(name for name in checks.by_name())
    assert all("failed" not in each.message and "gagal" not in each.message for each in checks.findings(text, names))
