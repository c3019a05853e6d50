import logging
import threading

import pytest
from django.utils.module_loading import import_string

from redaksi.cli.serving import rounds
from redaksi.cli.serving.rounds import ROUNDS, Round


@pytest.mark.parametrize("each", ROUNDS, ids=lambda each: each.name)
def test_every_round_is_there_and_needs_nothing(each):
    assert callable(import_string(each.work))


@pytest.mark.django_db
def test_a_round_that_fails_is_logged_and_the_next_one_begins(caplog):
    def work():
        raise ValueError("jatuh")

    with caplog.at_level(logging.ERROR):
        rounds.go("percobaan", work)
        rounds.go("percobaan", work)
    assert [record.message for record in caplog.records] == ["The round “percobaan” could not be finished this time"] * 2


done = threading.Event()


def work_forever():
    threading.Event().wait(60)


def work_at_once():
    done.set()


def test_a_round_that_does_not_end_keeps_no_other_waiting(monkeypatch):
    here = f"{__name__}."
    monkeypatch.setattr(rounds, "ROUNDS", [Round("slow", f"{here}work_forever", 60), Round("other", f"{here}work_at_once", 60)])
    rounds.start()
    assert done.wait(5)
