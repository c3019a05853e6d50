"""A new index grows beside the old one; what changes meanwhile is in it; what is broken is found and made anew."""

import os
import pickle
import threading
from multiprocessing import get_context

import pytest
from django.db import connection

from redaksi.archive import pool, reading, rebuilding, verifying
from redaksi.archive.engines import Busy, Health, Unavailable, engine
from redaksi.archive.following import Follower
from redaksi.archive.models import Waiting
from redaksi.archive.tests.editions import take_over
from redaksi.archive.wanted import Readers, Wanted, Word
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_section, make_story

pytestmark = pytest.mark.django_db

WORD = Wanted(Readers(4_000_000_000), words=(Word("gudang"),), limit=100)


def folder(settings):
    from pathlib import Path

    return Path(settings.ARCHIVE_FOLDER)


def current(settings):
    return folder(settings) / (folder(settings) / "current").read_text()


def test_rebuilt_it_holds_what_the_database_holds(index):
    take_over(30)
    told = []
    assert rebuilding.rebuild(told.append) == 30
    assert (sum(told), engine().find(WORD).total) == (30, 30)
    assert verifying.verify().holds


def test_the_old_index_answers_until_the_new_one_is_whole(index, settings):
    take_over(3)
    index.step()
    old = current(settings)
    with pytest.raises(ZeroDivisionError), engine().rebuilding() as growing, growing.part():  # noqa: PT012
        assert engine().find(WORD).total == 3
        _ = 1 / 0
    assert (current(settings), engine().find(WORD).total) == (old, 3)
    rebuilding.rebuild()
    assert engine().find(WORD).total == 3
    assert [path for path in folder(settings).iterdir() if path.is_dir()] == [current(settings)]


def test_parts_that_others_wrote_are_one_index_that_can_be_written_on(index, settings):
    """As processes do it: each has what it was given of the index, and writes what no other writes."""
    stories = take_over(9)
    with engine().rebuilding() as growing:
        theirs = pickle.loads(pickle.dumps(growing))  # noqa: S301 -- our own
        with growing.part() as one, theirs.part() as other, growing.part():
            one.put(reading.entries([story.pk for story in stories[:4]]))
            other.put(reading.entries([story.pk for story in stories[4:]]))
    assert (verifying.verify().holds, engine().find(WORD).total) == (True, 9)
    assert [path for path in current(settings).iterdir() if path.is_dir()] == []
    for _round in range(9):  # so many commits that files are put together, and those that were are removed
        take_over(1)
        index.step()
    assert (verifying.verify().holds, engine().find(WORD).total) == (True, 18)
    assert len(list(current(settings).glob("*.store"))) < 11


def test_a_part_that_fails_leaves_the_old_index(index, settings):
    take_over(3)
    index.step()
    old = current(settings)
    with pytest.raises(ZeroDivisionError), engine().rebuilding() as growing:  # noqa: PT012
        with growing.part():
            pass
        with growing.part():
            _ = 1 / 0
    assert (current(settings), engine().find(WORD).total) == (old, 3)
    assert [path for path in folder(settings).iterdir() if path.is_dir()] == [old]


def test_each_range_is_one_processes_and_none_is_left_once_it_ends():
    work = pool.Work([(1, 5), (6, 9), (10, 12)], get_context("spawn"))
    assert [work.next_range() for _time in range(2)] == [(1, 5), (6, 9)]
    work.add(5)
    work.add(4)
    work.end()
    assert (work.written, work.next_range()) == (9, None)


def test_what_changes_while_it_grows_is_in_the_new_one(index, paper):
    take_over(3)
    index.step()
    waited = []

    def meanwhile(count):
        make_story(make_section("Dunia"), "Terlambat", texts=["Gudang kedua terbakar."])
        index.catch_up()
        waited.append(Waiting.objects.exists())

    rebuilding.rebuild(meanwhile)
    assert (waited, engine().find(WORD).total) == ([True], 3)
    index.step()
    assert engine().find(WORD).total == 4
    assert (verifying.verify().holds, Waiting.objects.exists()) == (True, False)


def test_two_do_not_rebuild_at_once(index):
    take_over(1)
    with pytest.raises(Busy):
        rebuilding.rebuild(lambda count: rebuilding.rebuild())


def test_what_is_missing_stale_or_surplus_is_named_and_repaired(index):
    kept, lost, changed = take_over(3)
    index.step()
    gone = take_over(1)[0]
    index.step()
    Waiting.objects.all().delete()
    engine().writer().drop([lost.pk])
    engine().writer().commit()
    Story.objects.filter(pk=changed.pk).update(word_count=999)
    Story.objects.filter(pk=gone.pk).update(number=None, address=None)
    Story.objects.get(pk=gone.pk).page_ptr.delete()
    Waiting.objects.all().delete()
    told = verifying.verify()
    assert (told.missing, told.stale, told.surplus) == ([lost.pk], [changed.pk], [gone.pk])
    assert not told.holds
    afterwards = Follower()
    afterwards.step()  # compares
    afterwards.step()  # does what was found
    assert (verifying.verify().holds, engine().find(WORD).total) == (True, 3)
    assert kept.pk in engine().find(WORD).ids


def test_without_an_index_nothing_is_found_and_the_next_step_makes_one(index, settings):
    take_over(3)
    index.step()
    engine().let_go()
    (folder(settings) / "current").unlink()
    assert engine().health() is Health.MISSING
    with pytest.raises(Unavailable):
        engine().find(WORD)
    index.step()
    assert (engine().health(), engine().find(WORD).total) == (Health.WELL, 3)


@pytest.mark.parametrize("kind", ["idx", "fast", "pos", "store", "term", "fieldnorm"])
@pytest.mark.parametrize("how", ["gone", "short", "changed"])
def test_a_damaged_file_is_found_and_the_index_made_anew(index, settings, kind, how):
    take_over(30)
    index.step()
    engine().let_go()
    path = next(path for path in current(settings).glob(f"*.{kind}") if path.stat().st_size > 100)
    DAMAGE[how](path)
    assert path.name in engine().damage()
    assert engine().health() is Health.DAMAGED
    index.step()
    assert (verifying.verify().holds, engine().find(WORD).total) == (True, 30)


def test_a_reader_who_cannot_open_it_says_so_and_repair_begins(index, settings):
    take_over(3)
    index.step()
    engine().let_go()
    (current(settings) / "meta.json").write_text("{")
    with pytest.raises(Unavailable) as trouble:
        engine().find(WORD)
    assert trouble.value.health is Health.DAMAGED
    index.step()
    assert engine().find(WORD).total == 3


def test_a_mere_suspicion_costs_nothing(index, settings):
    take_over(3)
    index.step()
    old = current(settings)
    (old / "suspected").touch()
    index.step()
    assert (current(settings), engine().is_suspected()) == (old, False)


def test_readers_read_on_while_it_is_written(index):
    """Two readers of their own, as in two processes, each finding whole states only."""
    from redaksi.archive.engines.tantivy import TantivyEngine

    take_over(2)
    index.step()
    stop, seen, trouble = threading.Event(), [], []

    def read(reader):
        while not stop.is_set():
            try:
                seen.append(reader.find(WORD).total)
            except Exception as error:
                trouble.append(error)

    readers = [TantivyEngine(engine()._generations.folder) for _number in range(2)]
    threads = [threading.Thread(target=read, args=(reader,)) for reader in readers]
    for thread in threads:
        thread.start()
    for _round in range(5):
        take_over(2)
        index.step()
    rebuilding.rebuild()
    stop.set()
    for thread in threads:
        thread.join()
    assert trouble == []
    assert set(seen) <= set(range(2, 13, 2))
    assert [reader.find(WORD).total for reader in readers] == [12, 12]


@pytest.mark.parametrize("ask", [lambda reader: reader.health(), lambda reader: reader.find(WORD).total])
def test_a_reader_who_looked_just_before_another_took_its_place_looks_again(index, settings, monkeypatch, ask):
    from redaksi.archive.engines.tantivy import TantivyEngine

    take_over(2)
    index.step()
    reader = TantivyEngine(folder(settings))
    generations, before = reader._generations, current(settings)
    rebuilding.rebuild()
    answers = iter([before])
    look = generations.current
    monkeypatch.setattr(generations, "current", lambda: next(answers, None) or look())
    assert not before.exists()
    assert ask(reader) == ask(engine())


def _cut(path):
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _change(path):
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 3)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 0xFF]))


DAMAGE = {"gone": lambda path: path.unlink(), "short": _cut, "changed": _change}


def test_a_process_that_lives_on_lets_another_read_many_stories(index, monkeypatch):
    take_over(3)
    done = []
    monkeypatch.setattr(pool, "done_apart", lambda work, database: done.append(database) or work())
    assert (rebuilding.rebuild_apart(), done) == (3, [])
    monkeypatch.setattr(rebuilding, "WORTH_A_PROCESS", 2)
    monkeypatch.setattr(rebuilding, "MOST_PROCESSES", 1)
    assert (rebuilding.rebuild_apart(), done) == (3, [connection.settings_dict["NAME"]])


def test_what_another_process_could_not_do_is_told_here():
    told = pickle.loads(pickle.dumps(Unavailable(Health.DAMAGED, "cut short")))  # noqa: S301 -- our own
    assert (told.health, str(told)) == (Health.DAMAGED, "cut short")
    assert str(Unavailable(Health.MISSING)) == "missing"
