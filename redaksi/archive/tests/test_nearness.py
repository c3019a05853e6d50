import math
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from redaksi.archive.nearness import ALIKE, MOST_QUERY_TERMS, Near, alike, is_second_print, query_terms, ranked
from redaksi.archive.profile import MOST_COUNTED, Profile, profile_of
from redaksi.archive.shelves import Shelf, shelves_for

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)
PEACE = "Presiden Rusia Vladimir Putin menerima utusan Zelensky di Minsk. Perundingan itu membahas gencatan senjata."


class Rare:
    """Every term in one story of a thousand, except those told."""

    stories = 1000

    def __init__(self, **common):
        self._common = common

    def stories_near(self, term):
        return self._common.get(term, 1)


def story(headline, body=PEACE, days=0.0, section=""):
    return profile_of(headline, "", body, NOON + timedelta(days=days), (), section)


def order(source, **candidates):
    return [near.key for near in ranked(source, candidates.items(), Rare(), 10)]


SOURCE = story("Perundingan damai dimulai", section="Dunia")


def test_what_shares_more_words_comes_first():
    far = story("Harga cabai naik", "Di Pasar Senen harga cabai naik.", -1, "Dunia")
    near = story("Putin bicara", "Putin berbicara tentang perundingan dengan Zelensky.", -1, "Dunia")
    assert order(SOURCE, far=far, near=near) == ["near", "far"]


def test_rare_words_weigh_more_than_common_ones():
    source = story("", "pemerintah teripang", section="Laut")
    common, rare = story("", "pemerintah kota", -1, "Laut"), story("", "teripang kota", -1, "Laut")
    found = ranked(source, {"common": common, "rare": rare}.items(), Rare(perintah=700), 10)
    assert [near.key for near in found] == ["rare", "common"]


def test_the_recent_one_comes_first_unless_the_older_is_plainly_the_closer():
    year_ago = story("Putin dan Zelensky", "Utusan Zelensky dan Putin di Minsk: perundingan, gencatan senjata.", -365, "Dunia")
    today = story("Cabai", "Utusan pasar: cabai, beras, gula, kopi, teh, garam, jagung naik.", -0.5, "Dunia")
    assert order(SOURCE, year_ago=year_ago, today=today) == ["year_ago", "today"]
    same = "Perundingan di Minsk dan soal lain sama sekali: beras, gula, kopi, teh, garam, jagung, kedelai, bawang."
    assert order(SOURCE, old=story("Beras", same, -30), new=story("Gula", same + " Pasar.", -1)) == ["new", "old"]


def test_what_came_after_waits_unless_it_goes_on_with_the_story():
    words = "Perundingan itu dan beras, gula, kopi, teh, garam, jagung, kedelai, bawang, cabai, telur."
    assert order(SOURCE, after=story("Beras", words, 0.5), before=story("Gula", words + " Pasar.", -0.6)) == ["before", "after"]
    sequel = story("Perundingan damai berlanjut", PEACE + " Sidang kedua esok.", 0.5)
    assert order(SOURCE, before=story("Gula", words, -0.1), sequel=sequel) == ["sequel", "before"]


def test_the_same_section_is_nearer_and_the_same_desk_a_little():
    source = story("Perundingan", section="Dunia/Eropa")
    others = {
        "elsewhere": story("Beras", "Utusan membahas beras, gula, kopi.", -1),
        "desk": story("Jagung", "Utusan membahas jagung, garam, teh.", -1, "Dunia/Asia"),
        "section": story("Cabai", "Utusan membahas cabai, telur, bawang.", -1, "Dunia/Eropa"),
    }
    assert order(source, **others) == ["section", "desk", "elsewhere"]


def test_no_second_print_of_the_story_or_of_another_is_offered():
    other = "Harga minyak dunia turun sejak perundingan dimulai, kata analis di London. Rupiah menguat."
    candidates = {
        "itself": story("Perundingan damai dimulai", PEACE, -0.1),
        "first": story("Harga minyak turun", other, -1),
        "again": story("Harga minyak turun", other + " (ant)", -2),
    }
    assert order(SOURCE, **candidates) == ["first"]


def test_why_names_people_places_and_words_as_the_source_writes_them():
    candidate = story("Putin dan Zelensky", "Putin dan Zelensky tidak sepakat di Minsk.", -1)
    (near,) = ranked(SOURCE, [(7, candidate)], Rare(), 10)
    assert near == Near(7, near.score, ("Putin, Zelensky", "Minsk"))


def test_a_name_is_given_whole_only_where_both_have_it():
    source = story("Billy menikah", "Kemarin Billy Syahputra menikah. Menurut keluarga, Billy Syahputra bahagia.")
    whole = story("a", "Pesta Billy Syahputra meriah.", -1)
    half = story("b", "Pesta Billy Mamola meriah.", -1)
    why = {near.key: near.why for near in ranked(source, {"whole": whole, "half": half}.items(), Rare(), 10)}
    assert why == {"whole": ("Billy Syahputra",), "half": ("Billy",)}


def test_where_no_word_is_shared_the_section_is_the_reason_and_without_one_nothing_is_offered():
    other = story("Harga cabai", "Harga cabai naik.", -1, "Dunia")
    assert [near.why for near in ranked(SOURCE, [(1, other)], Rare(), 10)] == [("Dunia",)]
    assert [near.why for near in ranked(SOURCE, [(1, story("Harga cabai", "Harga cabai naik."))], Rare(), 10)] == []


def test_by_words_alone_neither_day_nor_section_counts():
    candidates = {
        "old": story("Perundingan damai dimulai", PEACE, -4000, "Lain"),
        "new": story("Cabai", "Cabai naik.", 0, "Dunia"),
    }
    (old, likeness), (new, nothing) = alike(SOURCE, candidates.items(), Rare(), 10)
    assert (old, round(likeness, 6), new, nothing) == ("old", 1.0, "new", 0.0)


def test_an_index_is_asked_for_the_most_telling_terms():
    terms = query_terms(SOURCE, Rare(putin=900))
    assert len(terms) == min(MOST_QUERY_TERMS, len(SOURCE.terms))
    assert terms[0][0] == "unding"
    assert dict(terms)["putin"] < min(worth for term, worth in terms if term != "putin")


def test_nothing_is_near_nothing():
    empty = profile_of("", "", "", None)
    assert query_terms(empty, Rare()) == []
    assert ranked(empty, [], Rare(), 10) == []
    assert ranked(empty, [(1, empty), (2, SOURCE)], Rare(), 10) == []


profiles = st.builds(
    Profile,
    st.dictionaries(st.sampled_from(["satu", "dua", "tiga", "empat"]), st.integers(1, 90)),
    st.none() | st.integers(-10_000_000, 10_000_000),
    st.sampled_from(["", "Dunia", "Dunia/Eropa"]),
)


@given(profiles, st.lists(profiles, max_size=6), st.integers(0, 4))
def test_whatever_is_compared_comes_in_order_and_no_more_than_asked(source, others, limit):
    found = ranked(source, enumerate(others), Rare(satu=1000), limit)
    assert len(found) <= limit
    assert [near for near in found if not near.why] == []
    assert [near.score for near in found] == sorted((near.score for near in found), reverse=True)


def test_candidates_stand_around_the_day_anywhere_and_in_the_section():
    hour = SOURCE.hour
    newest = Shelf(12, until=hour, is_newest_of_section=True)
    assert shelves_for(SOURCE) == (Shelf(30, hour - 168, hour + 24), Shelf(20), newest)
    assert shelves_for(profile_of("Tanpa tanggal", "", "", None)) == (Shelf(60),)


counts = st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(1, MOST_COUNTED), min_size=1)


@given(counts, counts)
def test_a_second_print_is_what_has_nearly_the_same_words_as_often(one, other):
    """The cosine, without the short way that most of them are turned away by."""
    vectors = [{term: 1 + math.log(count) for term, count in each.items()} for each in (one, other)]
    product = sum(vectors[0][term] * vectors[1].get(term, 0) for term in vectors[0])
    cosine = product / math.prod(math.hypot(*vector.values()) for vector in vectors)
    assume(abs(cosine - ALIKE) > 1e-9)
    assert is_second_print(Profile(one), Profile(other)) == (cosine > ALIKE)
