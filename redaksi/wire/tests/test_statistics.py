import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redaksi.wire.statistics import Statistics

pytestmark = pytest.mark.django_db


def test_postgresql_counts_its_rows_anew_each_time_a_run_has_grown_tenfold():
    statistics, counted_at = Statistics(), []
    for stories in (0, 499, 500, 1000, 4999, 5200, 50_000, 52_000):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            statistics.follow(stories)
        counted_at += [stories for _query in queries]
    assert counted_at == ([500, 5200, 52_000] if connection.vendor == "postgresql" else [])
