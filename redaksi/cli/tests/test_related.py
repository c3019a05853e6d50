import json

import pytest

ROWS = [
    {"url": "https://harian.example/dunia/minsk-1", "title": "Perundingan Minsk dibuka", "date": "2025-03-01 10:00"},
    {"url": "https://harian.example/dunia/minsk-2", "title": "Perundingan Minsk ditutup", "date": "2025-03-02 10:00"},
    {"url": "https://harian.example/bola/liga", "title": "Liga kampung dimulai", "date": "2025-03-01 09:00"},
]
TEXTS = {
    "minsk-1": "Putin dan Zelensky bertemu di Minsk, Belarus, untuk membuka perundingan gencatan senjata pekan ini.",
    "minsk-2": "Setelah dua hari Zelensky meninggalkan Minsk; Putin menunda perundingan tentang tawanan perang.",
    "liga": "Wasit meniup peluit pertama di lapangan desa; dua belas tim berebut piala camat sampai akhir bulan.",
}


@pytest.fixture
def imported(redaksi, tmp_path):
    file = tmp_path / "berita.jsonl"
    lines = [{**row, "section": row["url"].split("/")[3], "content": TEXTS[row["url"].rpartition("/")[2]]} for row in ROWS]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert redaksi("import", str(file), "--as", "published").returncode == 0
    return redaksi


def test_each_line_is_a_story_by_the_address_it_came_from(imported):
    told = [json.loads(line) for line in imported("related", "--all", "--top", "5", "--json").stdout.splitlines()]
    assert [line["url"] for line in told] == [row["url"] for row in ROWS]
    (near,) = told[1]["related"]
    assert near["url"] == "https://harian.example/dunia/minsk-1"
    assert near["score"] > 0
    assert "Minsk" in near["why"]


def test_named_addresses_are_answered_in_their_order_however_they_are_spelled(imported):
    spelled = ["https://harian.example/dunia/minsk-2/?utm_source=x", "http://harian.example/dunia/minsk-1/"]
    told = [json.loads(line) for line in imported("related", *spelled, "--json").stdout.splitlines()]
    assert [line["url"].rpartition("/")[2] for line in told] == ["minsk-2", "minsk-1"]


def test_an_address_that_nobody_knows_is_a_line_and_no_question_is_one_too(imported):
    unknown = imported("related", "https://lain.example/")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "https://lain.example/" in unknown.stderr
    assert imported("related").returncode == 2
    assert imported("related", "--all", ROWS[0]["url"]).returncode == 2
