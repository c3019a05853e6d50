"""Readings become sums: each visit once, whatever is reloaded, forged, late, or cut short."""

import json
import os
import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from redaksi.audience import folding, read_next, tallying
from redaksi.audience.models import AlsoRead, Folded, StoryDay, StoryHour, Tally
from redaksi.audience.tests.crowds import ADDRESS, COMPUTER, PHONE, body, environ, read, taker, tell
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, make_section, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


def tallies():
    counts = {}
    for name, count in Tally.objects.values_list("name", "count"):
        counts[name] = counts.get(name, 0) + count
    return counts


def readings_of(story):
    return sum(StoryDay.objects.filter(story=story).values_list("readings", flat=True))


def test_a_visit_counts_once_however_often_it_reloads(dunia):
    story = make_story(dunia)
    read(*[body("satu", story)] * 5, body("dua", story))
    read(body("satu", story))
    assert readings_of(story) == 2
    assert list(StoryHour.objects.values_list("readings", "weight")) == [(2, 2.0)]
    assert tallies() == {"visits": 2, "readings": 2, "from_direct": 2, "on_phone": 2}


def test_how_far_and_how_long_is_counted_in_coarse_steps_and_only_what_is_more(dunia):
    story = make_story(dunia)
    read(body("satu", story, r="m.facebook.com"), body("satu", story, d=2, t=37))
    read(body("satu", story, d=1, t=20), body("satu", story, d=4, t=64))
    row = StoryDay.objects.get()
    assert (row.reached_1, row.reached_2, row.reached_3, row.reached_4, row.seconds) == (1, 1, 1, 1, 60)
    assert (row.from_social, row.on_phone) == (1, 1)


def test_what_was_offered_below_a_story_and_what_was_taken_of_it(dunia):
    story, first, second = (make_story(dunia, f"Berita {number}") for number in range(3))
    offered = f"{first.number}.{second.number}"
    read(body("satu", story), body("satu", story, d=4, t=30, o=offered), body("satu", story, o=offered, c=f"{second.number}.2"))
    told = {row.story_id: (row.offered, row.taken) for row in StoryDay.objects.exclude(story=story)}
    assert told == {first.pk: (1, 0), second.pk: (1, 1)}


def test_how_many_of_the_places_below_stories_new_ones_have_is_measured_when_they_come_into_view(dunia):
    assert read_next.share_of_new() is None
    new, old = make_story(dunia), make_story(dunia)
    Story.objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(hours=4))
    read(body("satu", old), body("satu", old, o=f"{new.number}.{old.number}"), body("dua", new, o=f"{old.number}"))
    read(body("tiga", new, o=f"{old.number}"))
    assert read_next.share_of_new() == 0.25


def test_unknown_stories_drafts_and_clocks_far_off_are_dropped_and_counted(dunia):
    story, draft = make_story(dunia), make_draft(dunia, "Belum")
    draft.number = 4_242
    draft.save(update_fields=["number"])
    read(body("satu", draft), b"v=abcdefghij&p=story.999999")
    read(body("dua", story), by=taker(clock=lambda: time.time() + 3_600))
    read(body("dua", story), by=taker(clock=lambda: time.time() - 3 * 86_400))
    assert readings_of(story) == 0
    assert {name: count for name, count in tallies().items() if name.startswith("dropped")} == {
        "dropped_unknown": 2,
        "dropped_clock": 2,
    }


def test_no_visit_lifts_more_than_so_many_stories(dunia, monkeypatch):
    monkeypatch.setattr(tallying, "MOST_STORIES", 3)
    stories = [make_story(dunia, f"Berita {number}") for number in range(5)]
    read(*(body("skrip", story) for story in stories))
    assert sum(map(readings_of, stories)) == 3
    assert tallies()["dropped_visit"] == 2


def test_a_script_with_ever_new_visits_is_bounded_and_an_operators_readers_are_not(dunia, monkeypatch):
    monkeypatch.setattr(tallying, "MOST_ALONE", 100)
    lifted, *others = [make_story(dunia, f"Berita {number}") for number in range(4)]
    read(*(body(f"skrip{number}", lifted) for number in range(300)), address="198.51.100.7")
    assert readings_of(lifted) == 100
    crowd = [body(f"orang{number}", others[number % 3]) for number in range(900)]
    read(*crowd, address="203.0.113.1")
    assert [readings_of(story) for story in others] == [300, 300, 300]


def test_many_readings_from_one_network_weigh_less_and_less_in_rankings(dunia):
    scripted, honest = make_story(dunia, "Diangkat"), make_story(dunia, "Dibaca")
    read(*(body(f"skrip{number}", scripted) for number in range(600)))
    by = taker()
    for number in range(400):
        tell(body(f"orang{number}", honest), by=by, address=f"203.0.{number // 250}.{number % 250}")
    folding.fold()
    weights = dict(StoryHour.objects.values_list("story", "weight"))
    assert readings_of(scripted) == 600
    assert weights[scripted.pk] < 300 < weights[honest.pk]


def test_what_is_read_in_one_visit_is_joined_forward_more_than_backward(dunia):
    first, second, third = (make_story(dunia, f"Berita {number}") for number in range(3))
    for step, story in enumerate((first, second, third)):
        read(body("satu", story), by=taker(clock=lambda step=step: time.time() - 60 + step))
    day = folding.books(folding.folder())[0]
    book = folding.Daybook(folding.folder(), day)
    assert book.pairs_of([first.pk]) == {first.pk: {second.pk: 1.0, third.pk: 0.5}}
    assert book.pairs_of([third.pk]) == {third.pk: {second.pk: 0.5, first.pk: 0.25}}
    assert [step[2:] for step in book.steps_after(0, 10)] == [(first.pk, second.pk), (second.pk, third.pk)]
    book.close()


def test_a_batch_killed_before_its_book_was_kept_is_not_counted_twice(dunia, monkeypatch):
    story = make_story(dunia)
    tell(body("satu", story))

    class Killed(BaseException):
        pass

    def killed(*_told, **_more):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(folding, "_fold", _then(folding._fold, killed))
        with pytest.raises(Killed):
            folding.fold()
    folding.fold()
    read(body("satu", story))
    assert readings_of(story) == 1


def _then(fold, act):
    """The database is told, and then the process is gone before the book is: as if its commit had never been."""

    def folded(files, is_counted):
        lines = fold(files, is_counted)
        for path in folding.folder().glob("day-*"):
            path.unlink()
        if not is_counted:
            act()
        return lines

    return folded


def test_half_a_line_of_a_killed_kiosk_is_left_out_and_the_rest_counted(dunia):
    story = make_story(dunia)
    tell(body("satu", story), body("dua", story))
    (file,) = (folding.folder() / "spool").glob("*.lines")
    cut = file.with_suffix(".part")
    cut.write_text(file.read_text()[:-9])
    file.unlink()
    assert folding.fold() == 0
    os.utime(cut, (time.time() - 120,) * 2)
    assert folding.fold() == 1
    assert readings_of(story) == 1


def test_handed_out_pages_are_counted_for_their_story(dunia):
    story = make_story(dunia)
    taking = taker()
    taking.note_handed(story.address, 3)
    taking.note_handed("/", 1)
    taking.write()
    folding.fold()
    assert StoryDay.objects.get().handed == 3
    assert tallies() == {"handed": 4}


def test_two_hundred_readings_take_as_many_queries_as_two(dunia, django_assert_num_queries):
    story = make_story(dunia)
    for count in (2, 200):
        tell(*(body(f"{count}orang{number}", story) for number in range(count)))
        with django_assert_num_queries(9):
            folding.fold()


def test_a_days_traffic_leaves_nothing_personal_in_the_database(dunia):
    """Put there what could leak: an address, a visit's name, what a browser calls itself, whence it came; look for all."""
    stories = [make_story(dunia, f"Berita {number}") for number in range(3)]
    secrets = ["rahasia1", "203.0.113.77", "Mozilla", "Chrome", "mesin.contoh.id"]
    read(*(body("rahasia1", story, r="mesin.contoh.id") for story in stories), agent=COMPUTER)
    read(body("rahasia1", stories[0]), agent=PHONE)
    book = folding.Daybook(folding.folder(), folding.books(folding.folder())[0])
    secrets += [str(visit) for (visit,) in book._file.execute("SELECT DISTINCT visit FROM read")]
    secrets += [str(network) for (network,) in book._file.execute("SELECT DISTINCT network FROM network")]
    book.close()
    kept = everything_kept()
    assert len(secrets) == 7
    assert [secret for secret in secrets if secret in kept] == []
    named = {field.name for model in apps.get_app_config("audience").get_models() for field in model._meta.get_fields()}
    assert named & {"ip", "address", "user_agent", "visit", "session", "cookie"} <= {"address"}  # a subscriber's, by consent


def everything_kept():
    """Every row of every table that the database has, not the audience's alone."""
    kept = []
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        assert {"audience_storyday", "auth_group", "wagtailcore_page", "django_session"} <= set(tables)
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            kept += [json.dumps(row, default=str) for row in cursor.fetchall()]
    return "\n".join(kept)


def test_when_the_day_is_over_no_file_holds_its_salt_or_whom_it_hid(dunia):
    """Files and their names, the write-ahead logs of books included: all is deleted, nothing overwritten in part."""
    yesterday = time.time() - 30 * 3_600
    story, other = make_story(dunia), make_story(dunia)
    kiosk = tell(body("rahasia1", story), body("rahasia1", other), by=taker(clock=lambda: yesterday))
    (salt,) = (path.read_bytes() for path in folding.folder().glob("salt-*"))
    hidden = kiosk._salt.hidden(b"00rahasia1")
    secrets = [salt, salt.hex().encode(), b"rahasia1", ADDRESS.encode(), hidden.encode(), kiosk._salt.network(ADDRESS).encode()]
    secrets += [(int(hidden, 16) - (1 << 63)).to_bytes(8, "big", signed=True)]  # as SQLite writes it
    folding.fold()
    found = [secret in everything_on_disk() for secret in secrets]
    assert found == [True, False, False, False, False, False, True]  # while the day lasts: the salt, and what it hides
    folding.let_go()
    assert [secret for secret in secrets if secret in everything_on_disk()] == []


def everything_on_disk():
    files = [path for path in folding.folder().rglob("*") if path.is_file()]
    return b"\n".join(path.name.encode() + b"\n" + path.read_bytes() for path in files)


def test_three_thousand_readers_behind_one_address_all_count_and_one_script_counts_once(dunia):
    story = make_story(dunia)
    read(*(body(f"{number}orang", story) for number in range(1_500)), *[body("skrip", story)] * 3_000)
    other = make_story(dunia)
    read(*(body(f"{number}orang", other) for number in range(1_500, 3_000)))
    assert (readings_of(story), tallies()["readings"]) == (1_501, 3_001)
    assert "dropped_network" not in tallies()


def test_when_the_day_is_over_its_book_is_gone_and_its_pairs_are_kept_as_sums(dunia, monkeypatch):
    first, second = make_story(dunia, "Satu"), make_story(dunia, "Dua")
    yesterday = time.time() - 30 * 3_600
    read(body("satu", first), body("satu", second), by=taker(clock=lambda: yesterday))
    folding.let_go()
    folding.let_go()
    assert folding.books(folding.folder()) == []
    assert [row.past for row in AlsoRead.objects.filter(story=first)] == [[[second.pk, 1.0]]]
    assert list(folding.folder().glob("salt-*")) == []


def test_hours_and_batches_are_let_go_after_their_time(dunia):
    story = make_story(dunia)
    old = timezone.now() - timedelta(days=9)
    StoryHour.objects.create(story=story, hour=old, readings=1)
    StoryDay.objects.create(story=story, day=old.date(), readings=1)
    read(body("satu", story))
    Folded.objects.update(at=old)
    folding.let_go()
    assert (StoryHour.objects.count(), StoryDay.objects.count(), Folded.objects.count()) == (1, 2, 0)


def test_a_book_is_one_file_that_only_the_installation_reads(dunia):
    read(body("satu", make_story(dunia)))
    folder = Path(folding.folder())
    assert folder.stat().st_mode & 0o077 == 0
    with sqlite3.connect(folder / f"day-{folding.books(folder)[0]}.sqlite3") as book:
        assert book.execute("SELECT count(*) FROM read").fetchone() == (1,)


def test_an_address_of_ipv6_counts_by_its_household():
    salt = taker()._new_salt(time.time())
    assert salt.network("2001:db8:1:2::3") == salt.network("2001:db8:1:2:ffff::9")
    assert salt.network("2001:db8:1:3::3") != salt.network("2001:db8:1:2::3")
    assert salt.network(ADDRESS) == salt.network(f"::ffff:{ADDRESS}")
    assert environ()["REMOTE_ADDR"] == ADDRESS
