import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.archive.names import Name, names_in


def test_names_are_found_within_sentences():
    text = "Presiden Prabowo Subianto bertemu Vladimir Putin di Minsk. Kebijakan itu ditolak KPK."
    assert list(names_in(text)) == [Name("Presiden Prabowo Subianto"), Name("Vladimir Putin"), Name("Minsk", True), Name("KPK")]


def test_a_sentence_may_begin_with_any_word():
    assert list(names_in("Menurut Zelensky, perang berlanjut. Pada Juni harga naik.")) == [Name("Zelensky")]


def test_headlines_between_paragraphs_name_nobody():
    assert list(names_in("Pemerintah Cabut Izin Empat Perusahaan Tambang")) == []


def test_small_words_within_a_name_belong_to_it():
    assert list(names_in("Ia bertemu Siti binti Ahmad kemarin.")) == [Name("Siti binti Ahmad")]


@given(st.text())
def test_names_stand_in_the_text(text):
    assert [name.text for name in names_in(text) if name.text not in text] == []


@pytest.mark.parametrize("text", ["a" * 40_000, "," * 40_000, "1," * 20_000, "A-" * 20_000, "A " * 20_000, ". " + " " * 40_000])
def test_no_text_takes_long(text):
    started = time.process_time()
    list(names_in(text))
    assert time.process_time() - started < 1
