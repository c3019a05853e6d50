"""The chain itself: it only grows, says so to whoever asks, and forgets words without losing the act."""

import datetime
import json

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from redaksi.stories import ledger
from redaksi.stories.actions import Refused
from redaksi.stories.ledger import chain, guards
from redaksi.stories.models import LedgerEntry, LedgerKind, LedgerWords
from redaksi.stories.models.ledger_entry import KeptModel
from redaksi.stories.tests.builders import make_section, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(paper):
    return make_story(make_section(), "Kebakaran di pelabuhan")


def three(story):
    return [ledger.append(LedgerKind.CORRECTION, story, {"form": "ralat"}, {"text": f"Ralat ke-{n}"}) for n in range(3)]


def findings():
    return [(finding.number, finding.what) for finding in ledger.verify()]


def without_guards(sql, *values):
    guards.take_down()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    guards.set_up()


def test_each_entry_holds_the_digest_of_the_one_before(story):
    first, second, third = three(story)
    assert [first.previous, second.previous, third.previous] == ["", first.digest, second.digest]
    assert [entry.number for entry in LedgerEntry.objects.all()] == [1, 2, 3]
    assert ledger.head() == third
    assert findings() == []


def test_the_chain_holds_no_word_of_what_was_said(story):
    entry = ledger.append(LedgerKind.CORRECTION, story, {"form": "ralat"}, {"text": "Nama Budi salah."})
    row = LedgerEntry.objects.filter(pk=entry.pk).values().get()
    assert "Budi" not in json.dumps(row, default=str)
    assert row["seal"] == chain.seal_of(entry.words.salt, {"text": "Nama Budi salah."})


def test_the_same_words_have_another_seal_each_time(story):
    first, second = (ledger.append(LedgerKind.CORRECTION, story, {}, {"text": "Sama."}) for _n in range(2))
    assert first.seal != second.seal


def test_appending_asks_the_same_however_long_the_ledger(story, django_assert_num_queries):
    three(story)
    expected = 7 if connection.vendor == "postgresql" else 6  # lock; savepoint, last, entry, purge, words, savepoint's end
    with django_assert_num_queries(expected):
        ledger.append(LedgerKind.CORRECTION, story, {}, {"text": "Satu lagi."})


def test_a_clock_that_goes_back_takes_no_entry_back(story, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC))
    first = ledger.append(LedgerKind.CORRECTION, story)
    time_machine.move_to(datetime.datetime(2026, 11, 22, 8, tzinfo=datetime.UTC))
    assert ledger.append(LedgerKind.CORRECTION, story).at == first.at
    assert findings() == []


def test_what_no_database_keeps_alike_is_refused(story):
    with pytest.raises(TypeError):
        ledger.append(LedgerKind.CORRECTION, story, {"share": 0.5})
    entry = ledger.append(LedgerKind.CORRECTION, story, {}, {"text": "nol\0 dan \ud800 separuh"})
    assert entry.words.content == {"text": "nol dan ? separuh"}
    assert findings() == []


WAYS_OF_A_ROW = [lambda row: row.save(), lambda row: row.delete(), lambda row: type(row)(pk=99).save(force_insert=True)]
WAYS_OF_A_QUERY = [
    lambda rows: rows.update(pk=9),
    lambda rows: rows.delete(),
    lambda rows: rows.all()._raw_delete("default"),
    lambda rows: rows.create(pk=9),
    lambda rows: rows.bulk_create([]),
    lambda rows: rows.bulk_update([], ["pk"]),
    lambda rows: rows.get_or_create(pk=9),
    lambda rows: rows.update_or_create(pk=9),
]


@pytest.mark.parametrize("model", [model for model in apps.get_models() if issubclass(model, KeptModel)])
def test_the_orm_has_no_way_to_change_a_kept_row(story, model):
    three(story)
    before = list(model.objects.values())
    managers = [model._default_manager, model._base_manager, model.objects.filter(pk=1)]
    for way in WAYS_OF_A_QUERY:
        for rows in managers:
            with pytest.raises(Refused):
                way(rows)
    for way in WAYS_OF_A_ROW:
        with pytest.raises(Refused):
            way(model.objects.get(pk=1))
    assert list(model.objects.values()) == before


def test_every_way_to_write_of_a_queryset_is_closed():
    """Django may grow another: then this says so."""
    from django.db.models import QuerySet

    from redaksi.stories.models.ledger_entry import KeptQuerySet

    writing = {name for name in dir(QuerySet) if getattr(getattr(QuerySet, name), "alters_data", False)} | {"create"}
    writing |= {"get_or_create", "update_or_create", "bulk_create", "bulk_update", "_update", "_raw_delete"}
    of_a_loop = {f"a{name}" for name in writing}  # they call their namesakes
    assert writing - of_a_loop - vars(KeptQuerySet).keys() == {"_insert"}  # what `append` itself ends in


STATEMENTS = [
    "UPDATE stories_ledgerentry SET at = '2020-01-01' WHERE number = 1",
    "UPDATE stories_ledgerentry SET act = '{}'",
    "UPDATE stories_ledgerentry SET number = 7 WHERE number = 3",
    "DELETE FROM stories_ledgerentry WHERE number = 3",
    "DELETE FROM stories_ledgerentry",
    "DELETE FROM stories_ledgerwords",
    'UPDATE stories_ledgerwords SET content = \'{"text": "lain"}\'',
    "UPDATE stories_ledgerwords SET salt = ''",
    "UPDATE stories_ledgerwords SET content = '{}', salt = ''",
    "UPDATE stories_ledgerwords SET entry_id = 3, content = '{}', salt = '', erased_at = '2026-01-01' WHERE entry_id = 1",
    "INSERT INTO stories_ledgerwords (entry_id, salt, content) VALUES (1, '', '{}')",
    "INSERT INTO stories_ledgerentry (number, uid, kind, at, act, seal, previous, digest)"
    " VALUES (9, '00000000000000000000000000000000', 'correction', '2030-01-01', '{}', '', 'x', 'y')",
    "INSERT INTO stories_ledgerentry (number, uid, kind, at, act, seal, previous, digest)"
    " SELECT 4, '00000000000000000000000000000000', 'correction', '2001-01-01', '{}', '', digest, 'y'"
    " FROM stories_ledgerentry WHERE number = 3",
]
OF_SQLITE = [
    "INSERT OR REPLACE INTO stories_ledgerentry SELECT * FROM stories_ledgerentry WHERE number = 2",
    "REPLACE INTO stories_ledgerwords SELECT * FROM stories_ledgerwords WHERE entry_id = 2",
    "INSERT OR REPLACE INTO stories_ledgerentry (number, uid, kind, at, act, seal, previous, digest)"
    " SELECT 4, (SELECT uid FROM stories_ledgerentry WHERE number = 1), 'reply', '2030-01-01', '{}', '', digest, 'y'"
    " FROM stories_ledgerentry WHERE number = 3",
    "UPDATE OR REPLACE stories_ledgerentry SET number = 2 WHERE number = 1",
]
OF_POSTGRES = ["TRUNCATE stories_ledgerwords", "TRUNCATE stories_ledgerentry CASCADE"]


def test_the_database_refuses_whoever_walks_round_the_application(story):
    three(story)
    connection.check_constraints()  # PostgreSQL empties no table that still has some to check
    before = list(LedgerEntry.objects.values()), list(LedgerWords.objects.order_by("entry").values())
    for statement in [*STATEMENTS, *(OF_POSTGRES if connection.vendor == "postgresql" else OF_SQLITE)]:
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert (list(LedgerEntry.objects.values()), list(LedgerWords.objects.order_by("entry").values())) == before
    assert findings() == []


def test_a_fork_of_the_chain_is_impossible(story):
    first, *_rest = three(story)
    fork = LedgerEntry(number=4, kind="correction", at=timezone.now(), previous=first.digest)
    fork.digest = chain.digest_of(fork)
    with pytest.raises(DatabaseError), transaction.atomic():
        fork.write()


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE stories_ledgerentry SET kind = 'reply' WHERE number = 2", [(2, "altered")]),
        ("UPDATE stories_ledgerentry SET at = '2001-01-01' WHERE number = 2", [(2, "altered"), (2, "backdated")]),
        ("DELETE FROM stories_ledgerentry WHERE number = 2", [(3, "gap-before"), (3, "chain-broken")]),
        ("UPDATE stories_ledgerwords SET content = '{}' WHERE entry_id = 2", [(2, "words-altered")]),
        ("UPDATE stories_ledgerwords SET salt = 'x' WHERE entry_id = 2", [(2, "words-altered")]),
        ("DELETE FROM stories_ledgerwords WHERE entry_id = 2", [(2, "words-removed")]),
        (
            "UPDATE stories_ledgerwords SET content = '{}', salt = '', erased_at = '2026-01-01' WHERE entry_id = 2",
            [(2, "erased-in-silence")],
        ),
    ],
)
def test_who_takes_the_guards_away_is_found_out_all_the_same(story, sql, told):
    three(story)
    guards.take_down()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM stories_ledgerwords WHERE entry_id = 2"
            if sql.startswith("DELETE FROM stories_ledgere")
            else "SELECT 1"
        )
        cursor.execute(sql)
    guards.set_up()
    assert findings() == told


def test_a_missing_guard_is_told(story):
    guards.take_down()
    assert len(findings()) == len(guards.missing()) > 0
    guards.set_up()
    assert findings() == []


def test_a_chain_made_anew_from_the_start_differs_from_what_somebody_kept(story):
    kept = {entry.number: entry.digest for entry in three(story)}
    assert ledger.verify(kept) == []
    assert [(each.number, each.what) for each in ledger.verify({**kept, 2: "0" * 64, 9: "1" * 64})] == [
        (2, "not-as-known"),
        (9, "gone"),
    ]


def test_words_are_erased_for_good_and_the_chain_stands(story):
    _first, second, _third = three(story)
    ledger.erase([second], "child")
    erased = LedgerEntry.objects.select_related("words").get(pk=second.pk)
    assert (erased.is_erased, erased.said, erased.words.salt, erased.words.content) == (True, {}, "", {})
    last = ledger.head()
    assert (last.kind, last.about_id, last.act) == ("erasure", second.uid, {"ground": "child"})
    assert findings() == []
    assert ledger.erase([erased], "child") == []


def test_the_rolled_back_leaves_no_number_behind(story):
    three(story)
    try:
        with transaction.atomic():
            ledger.append(LedgerKind.CORRECTION, story)
            raise ValueError
    except ValueError:
        pass
    assert ledger.append(LedgerKind.CORRECTION, story).number == 4
