from hypothesis import given
from hypothesis import strategies as st

from redaksi.wire import differences

TEXTS = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))), max_size=6).map("\n".join)


def between(before, after):
    return differences.between("\n".join(before), "\n".join(after)).split("\n")


@given(TEXTS)
def test_a_text_is_not_different_from_itself(text):
    assert differences.between(text, text) == ""


@given(TEXTS, TEXTS)
def test_any_two_texts_can_be_compared(before, after):
    assert len(differences.between(before, after).splitlines()) <= differences.MOST_LINES + 1


def test_spaces_punctuation_capitals_and_short_lines_do_not_count():
    before = ["Judul: lama", "Presiden tiba di Minsk hari ini.", "Baca juga"]
    assert between(before, ["judul  lama", "PRESIDEN tiba di Minsk, hari ini", "Iklan"]) == [""]


def test_a_paragraph_that_only_moved_is_no_change():
    one, two, three = "Presiden tiba di Minsk kemarin.", "Perundingan mulai hari ini juga.", "Hujan turun di seluruh kota."
    assert between(["J", one, two, three], ["J", three, one, two]) == [""]


def test_of_a_long_paragraph_only_what_changed_is_told():
    words = [f"kata{number}" for number in range(100)]
    assert between(["J", " ".join(words)], ["J", " ".join([*words[:50], "baru", *words[51:]])]) == [
        "− … kata45 kata46 kata47 kata48 kata49 kata50 kata51 kata52 kata53 kata54 kata55 …",
        "+ … kata45 kata46 kata47 kata48 kata49 baru kata51 kata52 kata53 kata54 kata55 …",
    ]


def test_what_was_taken_out_and_put_in_is_told():
    stays = "Presiden tiba di Minsk kemarin."
    assert between(["J", stays, "Ia membawa empat menteri."], ["J", stays]) == ["− Ia membawa empat menteri."]
    assert between(["J", stays], ["J", "Koreksi: tanggal tiba diperbaiki.", stays]) == ["+ Koreksi: tanggal tiba diperbaiki."]
