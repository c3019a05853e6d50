"""Who holds which version, from the first copy on."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_section, make_story
from redaksi.wire import deliveries
from redaksi.wire.deliveries import Sent
from redaksi.wire.models import ChangeClock, Delivery, Partner
from redaksi.wire.tests.partnering import ask, correct, make_partner, withdraw


@pytest.fixture
def told(monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda call, using=None, robust=False: call())


@pytest.fixture
def dunia(paper, told):
    return make_section("Dunia")


def held(story) -> list[tuple[str, str, bool]]:
    return [(each.partner.name, each.delivery.status, each.is_behind) for each in deliveries.holders_of(story)]


@pytest.mark.django_db
def test_the_first_copy_of_each_version_is_a_line_and_asking_again_is_none(dunia):
    story = make_story(dunia)
    _partner, token = make_partner()
    for _time in range(3):
        ask(token)
    first = Story.objects.get(pk=story.pk).last_published_at
    second = correct(story, "Diralat").last_published_at
    ask(token)
    third = withdraw(story).withdrawal.withdrawn_at
    for _time in range(2):
        ask(token)
    lines = Delivery.objects.order_by("pk").values_list("version_at", "status")
    assert list(lines) == [(first, "usable"), (second, "usable"), (third, "canceled")]


@pytest.mark.django_db
def test_holders_are_told_by_name_and_who_is_behind_is_known(dunia):
    story = make_story(dunia)
    (_first, first), (late, second), (_never, _third) = make_partner("A"), make_partner("B"), make_partner("C")
    ask(first)
    ask(second)
    story = correct(story, "Diralat")
    ask(first)
    assert held(story) == [("A", "usable", False), ("B", "usable", True)]
    story = withdraw(story)
    ask(first)
    Partner.objects.filter(pk=late.pk).update(is_on=False)
    assert held(story) == [("A", "canceled", False), ("B", "usable", True)]
    assert [each.partner.name for each in deliveries.outstanding(story)] == ["B"]


@pytest.mark.django_db
def test_all_that_has_not_arrived_is_found_at_once(dunia):
    stories = [make_story(dunia, f"Berita {number}") for number in range(3)]
    _partner, token = make_partner()
    ask(token)
    correct(stories[0], "Diralat")
    withdraw(stories[1])
    found = deliveries.behind()
    assert sorted(line.story.title for line in found) == ["Berita 1", "Diralat"]
    assert list(deliveries.behind(timezone.now() + timedelta(days=1))) == []
    ask(token)
    assert list(deliveries.behind()) == []


@pytest.mark.django_db
def test_holders_cost_one_query_however_many_versions_there_were(dunia):
    story = make_story(dunia)
    for name in "ABC":
        partner, _token = make_partner(name)
        versions = [Sent(story.pk, timezone.now() - timedelta(hours=hours)) for hours in range(4)]
        deliveries.log(partner, versions)
    with CaptureQueriesContext(connection) as queries:
        assert len(deliveries.holders_of(Story.objects.select_related("withdrawal").get(pk=story.pk))) == 3
    assert len(queries) == 2


@pytest.mark.django_db
def test_many_lines_are_written_in_few_statements(dunia):
    stories = [make_story(dunia, f"Berita {number}") for number in range(6)]
    partner, _token = make_partner()
    with CaptureQueriesContext(connection) as queries:
        deliveries.log(partner, [deliveries.sent_of(story) for story in stories])
    assert len([query for query in queries if query["sql"].startswith("INSERT")]) == 1
    assert Delivery.objects.count() == 6


@pytest.mark.django_db
def test_a_partner_that_holds_copies_is_switched_off_and_not_deleted(dunia):
    from django.db.models import ProtectedError

    make_story(dunia)
    partner, token = make_partner()
    ask(token)
    with pytest.raises(ProtectedError):
        partner.delete()


def at_once(how_many: int, work) -> list:
    """Run side by side, each over its own connection; what each returned or raised."""
    results: list = [None] * how_many
    start = threading.Barrier(how_many)

    def run(index: int) -> None:
        try:
            start.wait(10)
            results[index] = work()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(how_many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.mark.django_db(transaction=True)
def test_who_asks_from_many_machines_at_once_gets_one_line_a_story(paper):
    dunia = make_section("Dunia")
    for number in range(3):
        make_story(dunia, f"Berita {number}")
    _partner, token = make_partner()
    answers = at_once(6, lambda: ask(token).status_code)
    assert (answers, Delivery.objects.count()) == ([200] * 6, 3)


@pytest.mark.django_db(transaction=True)
def test_the_clock_gives_every_change_its_own_time(paper):
    times = at_once(8, lambda: [ChangeClock.take() for _time in range(5)])
    given = [time for each in times for time in each]
    assert len(set(given)) == 40
    assert max(given) == ChangeClock.objects.get().last
