import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.archive.words import LONGEST, WORD, stem_of, stems, words_in


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        (["perundingan", "berunding"], "unding"),
        (["kebijakan", "bijak"], "bijak"),
        (["asing"], "asing"),
        (["berlari", "larinya"], "lari"),
        (["KPK", "kpk"], "kpk"),
        (["3,5"], "3,5"),
        (["416.032"], "416.032"),
    ],
)
def test_words_of_one_root_are_found_by_the_same(words, stem):
    assert [stem_of(word) for word in words] == [stem] * len(words)


def test_what_says_nothing_is_left_out():
    assert list(stems("Menurut dia, yang ada di the a – … !")) == []


def test_marks_part_words_and_stay_within_numbers():
    assert list(stems("Rp3,5 triliun/tahun (APBN-P)")) == ["rp3,5", "triliun", "tahun", "apbn"]


@given(st.text())
def test_any_text_gives_words_that_an_index_can_split_again(text):
    found = list(stems(text))
    assert " ".join(found).split() == found


def test_no_endless_word_is_kept():
    assert list(stems("a" * (LONGEST + 1))) == []


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ab1,._ \x01\x02é٣²")), max_size=60))
def test_the_fast_way_finds_what_the_pattern_finds(text):
    assert words_in(text) == WORD.findall(text)


def test_points_and_commas_stay_within_figures_only():
    assert words_in("Senin,17 Juni: Rp13.400, 2,5 kg.") == ["Senin", "17", "Juni", "Rp13.400", "2,5", "kg"]
