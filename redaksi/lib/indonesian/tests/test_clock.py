from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from redaksi.lib.indonesian.clock import find_moment, print_day, print_moment, start_of, zone_name

JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        *(("Asia/Jakarta", "WIB"), ("Asia/Pontianak", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")),
        *(("UTC", "UTC"), ("Europe/Istanbul", "UTC+3"), ("Asia/Tokyo", "JST")),
    ],
)
def test_a_zone_has_the_name_that_newspapers_print(place, name):
    assert zone_name(place) == name


def test_days_and_moments_are_printed_as_newspapers_do():
    moment = datetime(2022, 2, 26, 2, 14, tzinfo=UTC)
    assert print_day(moment.date()) == "Sabtu, 26 Februari 2022"
    assert print_moment(moment, "Asia/Jakarta") == "Sabtu, 26 Februari 2022 09.14 WIB"
    assert print_moment(moment, "Asia/Jayapura") == "Sabtu, 26 Februari 2022 11.14 WIT"


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("Sabtu, 26 Februari 2022 09:14 WIB", 2),
        ("26/02/2022, 09:14 WIB", 2),
        ("Sabtu, 26 Feb 2022 | Pukul 09.14 WITA", 1),
        ("Diterbitkan: 26-02-2022 09:14:30", 2),
        ("Jayapura - 26 Februari 2022 09.14 WIT", 0),
    ],
)
def test_a_printed_moment_is_read_exactly(line, hour):
    assert find_moment(line, JAKARTA, NOW) == datetime(2022, 2, 26, hour, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "line", ["Sabtu, 26 Februari 2022", "pukul 09.14", "26 Februari 2022 09.74", "Rabu, 26 Februari 2022 09.14"]
)
def test_what_names_no_moment_is_not_guessed(line):
    assert find_moment(line, JAKARTA, NOW) is None


def test_a_day_begins_in_its_own_zone():
    assert start_of(date(2022, 2, 24), JAKARTA) == datetime(2022, 2, 23, 17, tzinfo=UTC)
