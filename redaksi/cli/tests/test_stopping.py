"""A long command stops when it is told to, wherever it was told."""

import signal
import sys

import pytest

from redaksi.cli import progress, stopping


class Interrupted:
    """Ctrl-C comes while it is being forgotten, where Python raises for nobody."""

    def __del__(self):
        signal.raise_signal(signal.SIGINT)


@pytest.fixture
def lost(monkeypatch):
    lost = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: lost.append(told.exc_type))
    return lost


def test_ctrl_c_stops_where_it_is_heard():
    with pytest.raises(KeyboardInterrupt), progress.bar("Stories"):
        signal.raise_signal(signal.SIGINT)


def stories_of_which_one_loses_it(count):
    for number in range(count):
        if number == 1:
            Interrupted()
        yield number


def go_through(stories, advance):
    for _story in stories:
        advance()


def test_what_python_lost_is_heard_at_the_next_step(lost):
    stories = stories_of_which_one_loses_it(3)
    with progress.bar("Stories") as advance, pytest.raises(KeyboardInterrupt):
        go_through(stories, advance)
    assert (lost, list(stories)) == ([KeyboardInterrupt], [2])


def test_a_run_of_the_wire_hears_it_at_the_next_item(lost):
    with progress.run_bar("Read", lambda: 1, str, str) as bar:
        Interrupted()
        with pytest.raises(KeyboardInterrupt):
            bar.item(1)
    assert lost == [KeyboardInterrupt]


def test_afterwards_ctrl_c_means_again_what_it_meant():
    with progress.bar("Stories"):
        assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_whoever_lets_it_pass_by_goes_on_letting_it():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stopping.heard() as stop_if_told:
            signal.raise_signal(signal.SIGINT)
            stop_if_told()
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
