from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.archive.profile import LONGEST_TEXT, MOST_COUNTED, MOST_TERMS, Profile, desk_of, profile_of
from redaksi.archive.words import stem_of

moments = st.none() | st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))


@given(st.text(), st.text(), st.text(), moments, st.lists(st.text(), max_size=3), st.text())
def test_what_is_packed_is_unpacked_again(headline, dek, body, moment, topics, section):
    profile = profile_of(headline, dek, body, moment, topics, section)
    assert Profile.unpacked(profile.packed()) == profile


def test_a_headline_counts_three_times():
    profile = profile_of(
        "Tambang nikel", "", "Tambang itu ditutup.", datetime(2026, 1, 1, tzinfo=UTC), ["Raja Ampat"], "Ekonomi"
    )
    assert profile.terms == {"tambang": 4, "nikel": 3, "tutup": 1, "raja": 1, "ampat": 1}
    assert (profile.hour, profile.section) == (490896, "Ekonomi")
    assert profile.indexed() == "tambang tambang tambang tambang nikel nikel nikel tutup raja ampat"


def test_names_and_words_are_given_back_as_they_are_written():
    body = (
        "Izin itu diteken Bahlil Lahadalia di Sorong. Bahlil Lahadalia senang. Kata KPK, pencabutan itu sah; pencabutan lain."
    )
    profile = profile_of("Bahlil Cabut Izin", "", body, None)
    written = {term: (form.text, form.is_name, form.is_place) for term in profile.terms for form in [profile.form_of(term)]}
    assert written["bahlil"] == ("Bahlil Lahadalia", True, False)
    assert written["sorong"] == ("Sorong", True, True)
    assert written["kpk"] == ("KPK", True, False)
    assert written["cabut"] == ("pencabutan", False, False)


def test_sign_offs_are_no_words():
    assert profile_of("", "", "Rapat usai di kantor. (ddn/fem)", None).terms == {"rapat": 1, "kantor": 1}


@pytest.mark.parametrize("body", ["kata " * 100_000, "\x00\n\t" * 1000, "".join(f"kata{number} " for number in range(50_000))])
def test_any_length_stays_small(body):
    profile = profile_of(body, body, body, None)
    assert len(profile.terms) <= MOST_TERMS
    assert all(0 < count <= MOST_COUNTED for count in profile.terms.values())
    assert len(profile.packed()) < 3000


def test_only_the_beginning_of_a_book_is_read():
    assert profile_of("", "", " " * LONGEST_TEXT + "akhir", None).terms == {}


@pytest.mark.parametrize("spoiled", [b"", b"\n\n", b"!!\n\n\nsatu", b"\xff\n\n\n\n", b"!\nsiang\n\nsatu", b"!\n\n\nsatu\n"])
def test_what_is_no_profile_is_refused(spoiled):
    with pytest.raises(ValueError, match=r"."):
        Profile.unpacked(spoiled)


def test_a_desk_is_the_first_part_of_a_path():
    assert [desk_of(section) for section in ("", "Ekonomi", "Olahraga/Sepak bola")] == ["", "Ekonomi", "Olahraga"]


def test_a_word_of_the_headline_alone_is_given_back_as_it_is_written():
    profile = profile_of("Kelompok Tani menolak", "", "Sawah itu tetap milik desa.", None)
    assert [profile.form_of(stem_of(word)).text for word in ("kelompok", "menolak")] == ["kelompok", "menolak"]
