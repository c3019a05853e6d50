import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.lib.indonesian.dates import Unresolved, find_dates, mark_dates
from redaksi.lib.indonesian.names import MONTHS, WEEKDAYS

TODAY = date(2026, 11, 23)
STORY = date(2022, 2, 26)
INVASION = date(2022, 2, 24)


def days(text, published=STORY, latest=TODAY):
    return [found.day or found.reason for found in find_dates(text, published, latest)]


@pytest.mark.parametrize(
    "text",
    [
        *("Kamis (24/2)", "Kamis, 24 Februari 2022", "24 Februari 2022", "Kamis (24/2/2022)", "(24/2)", "24/2/2022"),
        *("Kamis, 24 Februari", "Kamis malam (24/2)", "KAMIS (24/2)", "Kamis 24 Pebruari 2022", "24 Peb. 2022"),
        *("24-02-2022", "Kamis (24 Februari 2022)", "Kamis dini hari WIB (24/2/22)", "Kam, 24 Feb 2022"),
        "Kamis&nbsp;(24/2)",
    ],
)
def test_a_date_is_found_whole_in_whichever_way_it_is_written(text):
    for before, after in (("", ""), ("Sejak ", " hingga saat ini"), ("(Kyiv, ", ").")):
        (found,) = find_dates(f"{before}{text}{after}", STORY, TODAY)
        assert (found.text, found.day, found.start) == (text, INVASION, len(before))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jumat, 25 Februari", date(2022, 2, 25)),
        ("Jum'at (25/2)", date(2022, 2, 25)),
        ("Jum’at (25/2)", date(2022, 2, 25)),
        ("Jum&#39;at (25/2)", date(2022, 2, 25)),
        ("Ahad (20/2)", date(2022, 2, 20)),
        ("Senin, 15 Nopember 2021", date(2021, 11, 15)),
        ("Jumat (31/12)", date(2021, 12, 31)),
        ("17 Agustus 1945", date(1945, 8, 17)),
        ("Sabtu (29/2/2020)", date(2020, 2, 29)),
    ],
)
def test_a_date_without_a_year_is_of_the_story_s_own_time(text, day):
    assert days(text) == [day]


def test_an_announced_day_lies_ahead_of_the_story():
    assert days("Putaran berikut digelar Kamis (3/3).") == [date(2022, 3, 3)]


def test_where_publication_is_unknown_the_nearest_year_with_that_weekday_is_meant():
    assert days("Kamis (24/2)", published=None) == [INVASION]
    assert days("(24/2)", published=None) == [date(2026, 2, 24)]
    assert days("Sabtu (29/2)", published=None) == [date(2020, 2, 29)]
    assert days("Kamis (24/2)", published=None, latest=date(2022, 2, 23)) == [date(2011, 2, 24)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Rabu, 24 Februari 2022", Unresolved.WRONG_WEEKDAY),
        ("Kamis (25/2)", Unresolved.WRONG_WEEKDAY),
        ("Senin (31/2)", Unresolved.NO_SUCH_DAY),
        ("31 Februari 2022", Unresolved.NO_SUCH_DAY),
        ("29/2/2022", Unresolved.NO_SUCH_DAY),
        ("(24/13)", Unresolved.NO_SUCH_DAY),
        ("Senin (0/1)", Unresolved.NO_SUCH_DAY),
    ],
)
def test_a_date_that_contradicts_itself_is_told_and_not_guessed(text, reason):
    assert days(text) == [reason]
    assert mark_dates(text, STORY, TODAY) == text


@pytest.mark.parametrize(
    "text",
    [
        *("dua pertiga (2/3) suara", "selama dua minggu", "24 Februari", "Februari 2022", "skor (2/1)", "nomor 24/2/20229"),
        *("124/2/2022", "Kamis-Jumat (24-25/2)", "Rp24.000", "UU 40/1999", "24 Maretha 2022", "pukul 24.02", ""),
    ],
)
def test_what_is_no_day_is_left_alone(text):
    assert days(text) == []


def test_marks_stand_round_text_only():
    html = '<p>Sejak Kamis (24/2) <a href="/24/2/2022" title="24 Februari 2022 > x">hingga 25/2/2022</a> &amp; lalu.</p>'
    assert mark_dates(html, STORY, TODAY) == (
        '<p>Sejak <time datetime="2022-02-24">Kamis (24/2)</time> <a href="/24/2/2022" title="24 Februari 2022 > x">'
        'hingga <time datetime="2022-02-25">25/2/2022</time></a> &amp; lalu.</p>'
    )


def test_marking_twice_is_marking_once():
    once = mark_dates("<p>Kamis (24/2) dan <!-- 24/2/2022 --> Jumat (25/2).</p>", STORY, TODAY)
    assert once.count("<time") == 2
    assert mark_dates(once, STORY, TODAY) == once


FRAGMENTS = st.sampled_from(
    [
        "Kamis (24/2)",
        "24 Februari 2022",
        "<p>",
        "</p>",
        '<a href="24/2/2022">',
        "</a>",
        "<time>",
        "</time>",
        "<",
        ">",
        "&nbsp;",
        "<!--",
        "-->",
        '"',
        "'",
        "(31/2)",
        "Jum'at",
        "Rabu, ",
        " ",
        "2",
        "/",
        "Mei",
        "<code>",
        "</code>",
    ]
)


@given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=30).map("".join), st.none() | st.dates())
def test_only_marks_are_added(html, published):
    marked = mark_dates(html, published, TODAY)
    assert re.sub(r'<time datetime="\d{4}-\d\d-\d\d">([^<]*)</time>', r"\1", marked) == html


@given(st.dates(min_value=date(1990, 1, 1), max_value=TODAY))
def test_a_printed_day_is_read_back(day):
    for text in (
        f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{WEEKDAYS[day.weekday()]} ({day.day}/{day.month}/{day.year})",
    ):
        assert days(text, published=None) == [day]
    assert days(f"{WEEKDAYS[day.weekday()]} ({day.day}/{day.month})", published=day) == [day]


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "Kamis ", "24 ", "(24/", "<a '", '<a "', "1/", "Kamis (24/2) ", "&nbsp;", " "]
)
def test_time_grows_with_length_alone(piece):
    began = time.process_time()
    mark_dates(piece * (400_000 // len(piece)), STORY, TODAY)
    assert time.process_time() - began < 5
