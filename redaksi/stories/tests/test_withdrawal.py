"""Taken back in the open, on a ground that the code knows, by whoever may; an advertorial that ran out is no withdrawal."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from redaksi.staff.groups import Role
from redaksi.stories import actions, ledger
from redaksi.stories.actions import Refused
from redaksi.stories.models import LedgerEntry, SectionRight, SectionRole, Story, Withdrawal, WithdrawalGround
from redaksi.stories.models.withdrawal import OFFERED
from redaksi.stories.tests.builders import make_editor, make_section, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(paper):
    return make_section()


@pytest.fixture
def chief(section):
    return make_user("pemred", Role.CHIEF_EDITOR)


def withdraw(story, by, ground=WithdrawalGround.EDITORIAL_ERROR, reason="Angkanya tertukar."):
    return actions.withdraw(story, by, ground, reason)


def test_a_withdrawal_stands_in_the_ledger_with_its_ground(section, chief):
    story = make_story(section)
    withdraw(story, chief)
    entry = ledger.head()
    assert (entry.kind, entry.story_id, entry.act) == ("withdrawal", story.uid, {"ground": "editorial-error"})
    assert entry.said == {"reason": "Angkanya tertukar.", "by": "pemred"}


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.PHOTO_DESK, Role.ADMIN])
def test_nobody_else_withdraws(section, role):
    story = make_story(section)
    with pytest.raises(Refused):
        withdraw(story, make_user("", role))
    assert Story.objects.get(pk=story.pk).is_public


def test_a_named_delegate_withdraws_in_the_section_and_in_no_other(section, chief):
    delegate = make_editor(section)
    story, other = make_story(section), make_story(make_section("Budaya"))
    with pytest.raises(Refused):
        withdraw(story, delegate)
    SectionRight.objects.create(user=delegate, section=section, role=SectionRole.DELEGATE)
    withdraw(story, delegate)
    with pytest.raises(Refused):
        withdraw(other, delegate)


def test_pressure_from_outside_is_not_offered_and_an_end_of_term_is_nobodys_wish(section, chief):
    assert [value for value, _label in OFFERED] == [
        *("editorial-error", "decency", "sara", "child", "victim", "press-council", "court-order", "rights-claim", "origin")
    ]
    with pytest.raises(Refused):
        withdraw(make_story(section), chief, WithdrawalGround.RAN_OUT)
    with pytest.raises(ValueError, match="pressure"):
        withdraw(make_story(section), chief, "pressure")


def test_two_clicks_on_withdraw_are_one_withdrawal(section, chief):
    story = make_story(section)
    withdraw(story, chief)
    with pytest.raises(Refused):
        withdraw(story, chief)
    assert LedgerEntry.objects.count() == 1


def test_an_advertorial_leaves_at_its_time_and_only_then(section):
    paid = make_story(section, genre="paid", paid_until=timezone.now() + timedelta(hours=1))
    news = make_story(section)
    assert actions.run_out() == []
    Story.objects.filter(pk=paid.pk).update(paid_until=timezone.now() - timedelta(seconds=1))
    Story.objects.filter(pk=news.pk).update(paid_until=timezone.now() - timedelta(seconds=1))
    actions.tick()
    gone = Story.objects.get(pk=paid.pk)
    assert (gone.is_public, gone.withdrawal.is_expiry, gone.withdrawal.withdrawn_by) == (False, True, None)
    assert Story.objects.get(pk=news.pk).is_public
    assert [(entry.kind, entry.said) for entry in LedgerEntry.objects.all()] == [("expiry", {})]


def test_what_has_run_out_does_not_come_back_and_news_has_no_term(section):
    from redaksi.stories.rules import reasons_against_publishing
    from redaksi.stories.tests.builders import make_draft

    over, later = timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)
    fields = [
        [reason.field for reason in reasons_against_publishing(make_draft(section, genre=genre, paid_until=until))]
        for genre, until in (("paid", over), ("paid", later), ("report", later))
    ]
    assert fields == [["paid_until"], [], ["paid_until"]]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM stories_withdrawal",
        "UPDATE stories_withdrawal SET withdrawn_at = '2020-01-01'",
        "UPDATE stories_withdrawal SET ground = 'child'",
        "UPDATE stories_withdrawal SET reason = 'lain'",
    ],
)
def test_the_database_keeps_a_withdrawal_as_it_is(section, chief, sql):
    withdraw(make_story(section), chief)
    before = list(Withdrawal.objects.order_by("pk").values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert list(Withdrawal.objects.order_by("pk").values()) == before
