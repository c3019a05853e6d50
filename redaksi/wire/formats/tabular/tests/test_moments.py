from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from redaksi.wire.formats.tabular.moments import moment_in

from .opening import HOUSE, JAKARTA

AT = datetime(2022, 2, 24, 9, 14, tzinfo=JAKARTA)
MIDNIGHT = datetime(2022, 2, 24, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2022-02-24T09:14:00+07:00", AT),
        ("2022-02-24T02:14:00Z", AT),
        ("2022-02-24T02:14:00.000Z", AT),
        ("2022-02-24 09:14", AT),
        ("2022-02-24 09:14 WIB", AT),
        ("2022-02-24 11:14 WIT", AT),
        ("2022/02/24 09:14:00", AT),
        ("1645668840", AT),
        (1645668840, AT),
        (1645668840.0, AT),
        ("1645668840000", AT),
        ("24 Februari 2022 09:14 WIB", AT),
        ("24 Februari 2022 | 09.14 WIB", AT),
        ("24 Feb 2022, 10:14 WITA", AT),
        ("Kamis, 24/02/2022 - 09:14 WIB", AT),
        ("Kamis, 24 Februari 2022 09:14 WIB", AT),
        ("Tayang: Kamis, 24 Februari 2022 09:14 WIB", AT),
        (",\xa0Jurnalis-Kamis, 24 Februari 2022 |09:14 WIB", AT),
        ("Wartakita.id- 24/02/2022, 09:14 WIB", AT),
        ("Jum'at, 25 Februari 2022 |09:14 WIB", datetime(2022, 2, 25, 9, 14, tzinfo=JAKARTA)),
        ("Senin, 24 Februari 2022 09:14 WIB", AT),  # it was a Thursday: the day counts more than its name
        ("Thu, 24 Feb 2022 02:14:00 GMT", AT),
        ("Feb 24, 2022 9:14 AM", AT),
        ("24/02/2022 9:14 AM", AT),
        (datetime(2022, 2, 24, 9, 14), AT),
        # the five shapes of a collection of 2019
        (" Feb 24, 2022 ", MIDNIGHT),
        ("24 Februari 2022", MIDNIGHT),
        ("24-Feb-22", MIDNIGHT),
        ("2022-02-24", MIDNIGHT),
        ("24/02/2022", MIDNIGHT),
        ("Mei 19, 2019", datetime(2019, 5, 19, tzinfo=JAKARTA)),
        ("May 19, 2019", datetime(2019, 5, 19, tzinfo=JAKARTA)),
        (date(2022, 2, 24), MIDNIGHT),
    ],
)
def test_a_moment_is_read_in_the_shape_that_its_system_wrote(cell, at):
    moment = moment_in(cell, HOUSE)
    assert (moment.at, moment.is_exact) == (at, at != MIDNIGHT and at.hour != 0)


@pytest.mark.parametrize(
    "cell",
    [
        "24/02/20222",
        "20222-02-24",
        "31/02/2022",
        "2/24/2022",
        "kemarin",
        "12345",
        "",
        "9" * 400,
        "2022-13-45",
        1e300,
        float("nan"),
        True,
    ],
)
def test_what_is_no_day_is_not_guessed_at(cell):
    assert moment_in(cell, HOUSE) is None


@pytest.mark.parametrize("hour", ["09:14", "09:14 WIB", "9.14", "11:14 WIT", "9:14 AM"])
def test_the_hour_may_stand_in_a_column_of_its_own(hour):
    assert moment_in("24/02/2022", HOUSE, hour).at == AT


def test_an_hour_with_the_day_counts_more():
    assert moment_in("24/02/2022 09:14", HOUSE, "23:59").at == AT


def test_a_line_that_says_updated_is_known_as_one():
    moment = moment_in("Diperbarui 24 Feb 2022, 09:14 WIB", HOUSE)
    assert (moment.at, moment.is_update) == (AT, True)


def test_epochs_are_utc():
    assert moment_in("1645668840", HOUSE).at.astimezone(ZoneInfo("UTC")) == datetime(2022, 2, 24, 2, 14, tzinfo=UTC)
