from hypothesis import given
from hypothesis import strategies as st

from redaksi.archive.duplicates import RUN, Passage, Repetition, repeated, repetitions

FIRST = "Banjir merendam tiga kecamatan di Demak sejak Senin pagi."
SECOND = "Warga lanjut usia diungsikan ke balai desa, kata kepala badan penanggulangan bencana daerah setempat."


def test_passages_stand_side_by_side_as_each_text_writes_them():
    text = f"Baru. {FIRST} Begitulah kabar dari sana."
    other = f"BANJIR MERENDAM tiga kecamatan di Demak, sejak Senin pagi. {SECOND}"
    share, passages = repeated(text, other)
    assert passages == (Passage(FIRST, "BANJIR MERENDAM tiga kecamatan di Demak, sejak Senin pagi."),)
    assert share == 9 / 14


def test_a_word_changed_does_not_break_a_passage():
    changed = SECOND.replace("kata", "ujar")
    assert repeated(SECOND, changed) == (13 / 14, (Passage(SECOND, changed),))


def test_passages_that_changed_places_are_found():
    assert [passage.here for passage in repeated(f"{FIRST} {SECOND}", f"{SECOND} {FIRST}")[1]] == [FIRST, SECOND]


def test_what_repeats_little_is_not_told():
    long_one = FIRST + " " + " ".join(f"kata{number}" for number in range(100))
    others = [("little", long_one), ("none", "Cabai naik lagi di pasar induk kemarin sore."), ("much", f"{FIRST} {SECOND}")]
    assert repetitions(f"{SECOND} {FIRST}", others) == [
        Repetition("much", 1.0, (Passage(SECOND, SECOND), Passage(FIRST, FIRST))),
        Repetition("little", 9 / 23, (Passage(FIRST, FIRST),)),
    ]
    assert repetitions(long_one, others[2:]) == []


def test_short_texts_repeat_nothing():
    assert repeated("Satu dua tiga.", "Satu dua tiga.") == (0.0, ())
    assert repetitions("", [(1, "")], at_least=0.0) == []


def test_the_same_words_over_and_over_take_no_time_worth_telling():
    assert repeated("kata dia " * 30_000, "dia kata " * 30_000)[0] > 0.99


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_a_share_is_never_more_than_all(here, there):
    share, passages = repeated(" ".join(here), " ".join(there))
    assert 0 <= share <= 1
    assert bool(passages) == (share > 0)
    assert all(len(passage.here.split()) >= RUN for passage in passages)
