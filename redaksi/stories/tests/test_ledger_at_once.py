"""Several who append at the same moment, each in a transaction of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from redaksi.stories import ledger
from redaksi.stories.ledger import guards
from redaksi.stories.models import LedgerEntry, LedgerKind


@pytest.mark.django_db(transaction=True)
def test_who_append_at_once_make_one_chain():
    def append_some(writer):
        try:
            for n in range(10):
                ledger.append(LedgerKind.CORRECTION, None, {"form": "ralat"}, {"text": f"{writer}:{n}"})
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(append_some, range(4)))
    assert list(LedgerEntry.objects.values_list("number", flat=True)) == list(range(1, 41))
    assert ledger.verify() == []


@pytest.mark.django_db(transaction=True)
def test_the_guards_stand_again_after_the_database_was_emptied():
    assert guards.missing() == []
    assert not LedgerEntry.objects.exists()
