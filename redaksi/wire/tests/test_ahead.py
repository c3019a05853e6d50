import multiprocessing
import os
import pickle
import signal
from pathlib import Path

import pytest

from redaksi.stories.models import Story
from redaksi.wire import ahead, intake, reading
from redaksi.wire.item import Item, OwnFolder
from redaksi.wire.reading import Order, our_house
from redaksi.wire.tests.test_intake import DEMO, manuscript, write

pytestmark = pytest.mark.django_db

FORMATS = Path(__file__).parents[1] / "formats"
SAMPLES = sorted(FORMATS.glob("*/samples"))


def order_of(*paths, **given):
    return Order(paths, our_house(), **given)


def read_by(reader, order):
    done = []
    return list(reader.items_of(order, done.append)), sum(done)


@pytest.fixture
def started(monkeypatch):
    """How the reader starts: as a copy of this process, or from nothing, as it has to on macOS."""

    def by(method):
        monkeypatch.setattr("redaksi.lib.processes.context", lambda: multiprocessing.get_context(method))

    return by


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_what_is_read_ahead_is_what_is_read_here_whatever_the_format(paper, started, method):
    started(method)
    order = order_of(DEMO, *SAMPLES, section="Daerah")
    assert read_by(ahead, order) == read_by(reading, order)


def test_items_come_in_parcels_of_bounded_size(paper, tmp_path, monkeypatch):
    monkeypatch.setattr(ahead, "AT_ONCE", 2)
    for number in range(5):
        write(tmp_path, f"{number}.md", manuscript(f"Judul {number}"))
    order = order_of(tmp_path)
    assert [len(parcel.items) for parcel in ahead._read(pickle.dumps(order), "id")] == [2, 2, 1]
    monkeypatch.setattr(ahead, "MOST_BYTES", 1)
    assert [len(parcel.items) for parcel in ahead._read(pickle.dumps(order), "id")] == [1, 1, 1, 1, 1, 0]


@pytest.mark.parametrize(("worth", "is_ahead"), [(1, True), (10_000, False)])
def test_what_is_little_is_read_here(paper, tmp_path, monkeypatch, worth, is_ahead):
    monkeypatch.setattr(ahead, "WORTH", worth)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert ahead.is_worth_it(order_of(write(tmp_path, "a.md", manuscript()))) is is_ahead
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert not ahead.is_worth_it(order_of(tmp_path))


def test_a_run_read_ahead_holds_its_proof_and_tells_the_same(paper, tmp_path, monkeypatch):
    monkeypatch.setattr(ahead, "is_worth_it", lambda order: True)
    write(tmp_path, "a.md", manuscript())
    write(tmp_path, "b.bin", b"\0\1\2")
    steps = []
    report = intake.bring([tmp_path], as_="published", progress=steps.append)
    assert (report.stories, report.proof["holds"], steps) == (1, True, [1, 1])
    assert report.skipped == [{"item": "b.bin", "reason": "formatnya tidak dikenal"}]
    assert intake.bring([tmp_path], as_="published").unchanged == 1


def one_and_then(end):
    def items_of(order, told):
        yield Item("satu.md", next(read for read in items(order, told) if isinstance(read, Item)).copy)
        end()

    items = reading.items_of
    return items_of


@pytest.fixture
def ending(started, monkeypatch):
    started("fork")
    monkeypatch.setattr(ahead, "is_worth_it", lambda order: True)
    monkeypatch.setattr(ahead, "AT_ONCE", 1)
    return lambda end: monkeypatch.setattr(reading, "items_of", one_and_then(end))


def test_where_the_reader_is_killed_the_run_says_so_and_the_next_one_goes_on(paper, tmp_path, ending, monkeypatch):
    write(tmp_path, "a.md", manuscript())
    with monkeypatch.context():
        ending(lambda: os.kill(os.getpid(), signal.SIGKILL))
        with pytest.raises(ahead.ReaderLost, match=r"\(-9\)"):
            intake.bring([tmp_path])
    monkeypatch.undo()
    assert not Story.objects.exists()
    assert intake.bring([tmp_path]).stories == 1


class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} {two}")


@pytest.mark.parametrize(
    ("error", "raised", "words"),
    [(ZeroDivisionError("dibagi nol"), ZeroDivisionError, "dibagi nol"), (Odd("satu", "dua"), RuntimeError, "Odd: satu dua")],
)
def test_an_error_in_the_reader_is_raised_here(paper, tmp_path, ending, error, raised, words):
    def fail():
        raise error

    ending(fail)
    with pytest.raises(raised, match=words):
        intake.bring([write(tmp_path, "a.md", manuscript())])


def test_an_items_folder_goes_with_it_into_another_process(tmp_path):
    folder = tmp_path / "foto"
    folder.mkdir()
    mine = OwnFolder(folder)
    packed = pickle.dumps(mine)
    del mine
    assert folder.is_dir()
    its = pickle.loads(packed)  # noqa: S301 -- packed above
    del its
    assert not folder.exists()
