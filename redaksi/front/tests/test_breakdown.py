"""What readers and the desk are told when a page cannot be made."""

import errno

import pytest
from django.db import OperationalError


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OperationalError("away"), 503, "Basis data tidak menjawab"),
        (OperationalError("database or disk is full"), 507, "Diska server penuh"),
        (OSError(errno.ENOSPC, "No space left on device"), 507, "Diska server penuh"),
        (ZeroDivisionError(), 500, "Ada gangguan"),
    ],
)
def test_a_page_that_breaks_says_why(client, monkeypatch, error, status, said):
    def broken(*_whatever):
        raise error

    client.raise_request_exception = False
    monkeypatch.setattr("redaksi.front.frame.Paper.load", broken)
    answer = client.get("/redaksi/")
    assert answer.status_code == status
    assert said in answer.text
