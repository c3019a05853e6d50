import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.archive.question import LONGEST, Name, Question, days_of, parse, tidy, without_each


def test_words_phrases_and_what_is_shut_out():
    asked = parse('Harga BERAS "pasar induk" -impor -"beras ketan" harga')
    assert (asked.words, asked.phrases) == (("harga", "beras"), (("pasar", "induk"),))
    assert asked.without == (("impor",), ("beras", "ketan"))


def test_names_in_indonesian_and_english():
    asked = parse('penulis:"Rina Wijaya" rubrik:ekonomi -topik:bulog author:Sisi section:dunia topic:minsk')
    assert asked.names == (
        Name("author", "Rina Wijaya"),
        Name("section", "ekonomi"),
        Name("topic", "bulog", is_not=True),
        Name("author", "Sisi"),
        Name("section", "dunia"),
        Name("topic", "minsk"),
    )


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("sejak:2025-01-15 sampai:2025-02-01", date(2025, 1, 15), date(2025, 2, 1)),
        ("sejak:2025-02 sampai:2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("sejak:15/1/2025", date(2025, 1, 15), None),
        ("until:3/2024", None, date(2024, 3, 31)),
        ("tahun:2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_days_months_and_years(text, since, until):
    asked = parse(text)
    assert (asked.since, asked.until, asked.misread) == (since, until, ())


@pytest.mark.parametrize("text", ["31/2/2025", "2025-13", "kemarin", "0000", "99999", ""])
def test_what_is_no_day_is_told_and_left_out(text):
    assert days_of(text) is None
    assert parse(f"beras sejak:{text}") == Question(
        f"beras sejak:{text}", ("beras",) if text else ("beras", "sejak"), misread=(text,) if text else ()
    )


@pytest.mark.parametrize(
    ("text", "words", "phrases"),
    [
        ('"tidak ditutup', (), (("tidak", "ditutup"),)),
        ("“kutip miring”", (), (("kutip", "miring"),)),
        ('harga"pasar induk"naik', ("harga", "naik"), (("pasar", "induk"),)),
        ("http://contoh.id/a?b=c", ("http", "contoh", "id", "a", "b", "c"), ()),
        ("kata-kata Rp13.400", ("kata", "rp13.400"), ()),
        ("مرحبا \u202e olleh", ("مرحبا", "olleh"), ()),
    ],
)
def test_whatever_is_typed_means_something(text, words, phrases):
    asked = parse(text)
    assert (asked.words, asked.phrases) == (words, phrases)


@pytest.mark.parametrize("text", ["", " ", "\0", '"', '""', "-", "- -", "((((", "\\", "\ud800", "%_%", "-beras", "penulis:"])
def test_what_asks_nothing_says_so(text):
    asked = parse(text)
    assert asked.asks == bool(asked.words)
    assert asked.words in [(), ("penulis",)]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"“-: .,\t\n\0')), max_size=400))
def test_any_text_is_a_question(text):
    asked = parse(text)
    assert asked.text == tidy(text)
    assert len(asked.text) <= LONGEST
    words = [*asked.words, *(word for phrase in (*asked.phrases, *asked.without) for word in phrase)]
    assert all(word and not word.isspace() and '"' not in word for word in words)
    assert all(rest != asked for _part, rest in without_each(asked))


@given(st.lists(st.from_regex(r"\A[a-z]{2,8}\Z"), min_size=1, max_size=5, unique=True))
def test_a_phrase_comes_back_as_it_was_put_in_quotation_marks(words):
    assert parse(f'"{" ".join(words)}"').phrases == (tuple(words),)


@pytest.mark.parametrize("text", ['"' * 10_000, "a" * 10_000, "-" * 10_000, "a:" * 5_000, "(a+)+" * 2_000, ' -"' * 3_000])
def test_ten_thousand_characters_are_read_at_once(text):
    began = time.process_time()
    parse(text)
    assert time.process_time() - began < 0.05
