"""What the kiosk takes, what it drops, and that nothing it writes down says who reads."""

import pytest

from redaksi.audience.taking.agents import device_of
from redaksi.audience.taking.reading import BODY, Illegible, Reading
from redaksi.audience.taking.throttle import Throttle
from redaksi.audience.tests.crowds import ADDRESS, COMPUTER, PHONE, environ, taker

GOOD = b"v=abcdefgh12&p=story.17"


def told_of(taking):
    taking.write()
    files = sorted(taking._spool.glob("*.lines"))
    return [line for file in files for line in file.read_text().splitlines()]


@pytest.mark.parametrize(
    ("asked", "body", "reason"),
    [
        ({}, b"x" * 513, "large"),
        ({"sec_gpc": "1"}, GOOD, "gpc"),
        ({"cookie": "sessionid=abc"}, GOOD, "staff"),
        ({"agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, GOOD, "program"),
        ({"agent": ""}, GOOD, "program"),
        ({"origin": "https://lain.id"}, GOOD, "forged"),
        ({"origin": ""}, GOOD, "forged"),
        ({"sec_fetch_site": "cross-site"}, GOOD, "forged"),
        ({"sec_purpose": "prefetch"}, GOOD, "prefetch"),
        ({}, b"", "illegible"),
        ({}, b"v=abcdefgh12&p=story.0", "illegible"),
        ({}, b"v=abcdefgh12&p=story.17&d=9", "illegible"),
        ({}, b"v=abcdefgh12&p=story.17\n9999999999 forged", "illegible"),
        ({}, "v=abcdefgh12&p=story.١٧".encode(), "illegible"),
        ({}, bytes(range(256)), "illegible"),
    ],
)
def test_what_is_no_reading_is_dropped_and_counted_by_its_reason(asked, body, reason):
    taking = taker()
    taking.take(environ(**asked), body)
    (line,) = told_of(taking)
    assert line.split(" ")[0::2] == ["dropped", reason]


def test_a_reading_is_written_down_once_with_its_time_and_without_who():
    taking = taker(clock=lambda: 1_764_000_000.0)
    taking.take(environ(), GOOD + b"&r=www.google.com&d=3&t=61&o=4.5&c=5.2")
    (line,) = told_of(taking)
    reading = Reading.of_line(line)
    assert reading._replace(visit="", network="") == Reading(
        1_764_000_000, "", "", "phone", "story", 17, "www.google.com", 3, 61, (4, 5), 5, 2
    )
    assert ADDRESS not in line
    assert "abcdefgh12" not in line
    assert "Mozilla" not in line


def test_tomorrow_nobody_can_tell_that_it_is_the_same_visit_and_todays_salt_is_gone():
    now = [1_764_000_000.0]
    taking = taker(clock=lambda: now[0])
    taking.take(environ(), GOOD)
    now[0] += 24 * 3600
    taking.take(environ(), GOOD)
    first, second = (Reading.of_line(line) for line in told_of(taking))
    assert first.visit != second.visit
    assert first.network != second.network
    assert [path.name for path in taking._folder.glob("salt-*")] == ["salt-2025-11-25"]


def test_two_kiosks_of_a_house_hide_a_visit_in_the_same_way():
    one, other = taker(), taker()
    for each in (one, other):
        each.take(environ(), GOOD)
        each.write()
    first, second = (Reading.of_line(line) for line in told_of(one))
    assert (first.visit, first.network) == (second.visit, second.network)


def test_thousands_behind_one_address_are_taken_and_a_flood_is_not():
    throttle = Throttle(burst=3_000, a_second=10)
    assert sum(throttle.lets_in("operator", 100.0) for _reader in range(3_000)) == 3_000
    assert sum(throttle.lets_in("operator", 101.0) for _script in range(3_000)) == 10
    assert throttle.lets_in("elsewhere", 101.0)


def test_what_the_disk_does_not_take_is_kept_and_written_later(tmp_path):
    taking = taker()
    taking._folder.mkdir(parents=True, exist_ok=True)
    taking._spool.write_text("in the way")
    taking.take(environ(), GOOD)
    with pytest.raises(OSError, match="spool"):
        taking.write()
    taking._spool.unlink()
    assert len(told_of(taking)) == 1


def test_pages_handed_out_are_noted_for_readers_alone():
    taking = taker()
    assert taking.is_reader(environ())
    assert not taking.is_reader(environ(agent="curl/8"))
    assert not taking.is_reader(environ(sec_purpose="prefetch"))
    taking.note_handed("/2026/01/banjir-17/", 2)
    taking.note_handed("/2026/01/banjir-17/", 1)
    (line,) = told_of(taking)
    assert (line.split(" ")[0], line.split(" ")[2:]) == ("handed", ["/2026/01/banjir-17/", "3"])


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (PHONE, "phone"),
        (COMPUTER, "computer"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari", "phone"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari", "tablet"),
        ("Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "tablet"),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", "program"),
        ("python-requests/2.32", "program"),
        ("Mozilla/5.0 " + "x" * 2_000, "program"),
    ],
)
def test_what_reads_is_one_of_four(agent, device):
    assert device_of(agent) == device


@pytest.mark.parametrize("line", ["", "x", "99 zz zz phone story.1 - 0 0 - - -", "1764000000 " + "a" * 16])
def test_a_line_that_nobody_wrote_is_illegible(line):
    with pytest.raises(Illegible):
        Reading.of_line(line)


def test_the_longest_thing_a_browser_can_say_fits():
    said = b"v=" + b"a" * 24 + b"&p=story." + b"9" * 18 + b"&r=" + b"a" * 100 + b"&d=4&t=1800&o="
    said += b".".join([b"9" * 18] * 12) + b"&c=" + b"9" * 18 + b".12&a=999999999.1"
    assert BODY.fullmatch(said)
    assert len(said) <= 512
