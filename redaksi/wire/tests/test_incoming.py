import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.stories.models import Contributor, Section, SectionRight, SectionRole, SourceId, Story, Topic
from redaksi.stories.tests.builders import make_draft, make_section, make_topic, make_user
from redaksi.wire import incoming, origins
from redaksi.wire.models import Incoming, Origin
from redaksi.wire.tests.feeding import NOW, make_feed, make_item

pytestmark = pytest.mark.django_db

WHOLE = StoryCopy(
    "Kebakaran di pelabuhan",
    section="Rubrik mereka",
    dek="Gudang beras habis.",
    body=[
        BlockCopy("text", "<p>Api membakar gudang beras.</p>"),
        BlockCopy("photo", PhotoCopy("https://kantor.id/b.jpg")),
    ],
    lead_photo=PhotoCopy("https://kantor.id/a.jpg", credit="Rina/Kantor", caption="Api semalam"),
    bylines=[BylineCopy("Wati Susilo")],
    topics=[TopicCopy("kebakaran"), TopicCopy("tak dikenal")],
    sources=[SourceCopy("Nama lain", "medium", "https://kantor.id/1"), SourceCopy("BPBD", "organization", "https://bpbd.id/")],
    storyline="Rangkaian mereka",
    published_at=NOW - timedelta(hours=2),
    old_addresses=["https://kantor.id/1"],
    identifier="https://kantor.id/1",
)


@pytest.fixture
def reporter(paper):
    return make_user("sari", Role.REPORTER)


@pytest.fixture
def feed(paper):
    return make_feed(section=make_section("Daerah"), usage_terms="CC BY 4.0", rights_url="https://kantor.id/lisensi")


def test_one_click_makes_a_draft_that_says_where_it_is_from(reporter, feed):
    make_topic("Kebakaran", "subject")
    story = incoming.take(make_item(feed, copy=WHOLE, published_at=WHOLE.published_at), reporter)
    story = Story.objects.get(pk=story.pk)
    assert (story.title, story.section.title, story.owner, story.live) == ("Kebakaran di pelabuhan", "Daerah", reporter, False)
    assert (story.is_public, story.published_at, story.number, story.address) == (False, None, None, None)
    assert [(link.source.name, link.source.kind, link.url, link.note) for link in story.story_sources.all()] == [
        ("Kantor Berita", "medium", "https://kantor.id/1", "Wati Susilo · CC BY 4.0"),
        ("BPBD", "organization", "https://bpbd.id/", ""),
    ]
    assert story.ed_note.splitlines() == [
        "Dari Kantor Berita: https://kantor.id/1",
        "Tayang di sana: 1 Nov. 2026, 13.00",
        "Lisensi: CC BY 4.0 https://kantor.id/lisensi",
        "Ditulis di sana oleh: Wati Susilo",
        "Kata kunci di sana: tak dikenal",
        "Foto di sana: https://kantor.id/a.jpg (Rina/Kantor)",
        "Foto di sana: https://kantor.id/b.jpg",
    ]
    assert [block["type"] for block in story.body.raw_data] == ["text"]
    assert (story.lead_photo, story.lead_credit, story.lead_caption) == (None, "Rina/Kantor", "Api semalam")
    assert [topic.name for topic in story.topics] == ["Kebakaran"]
    assert story.latest_revision.user == reporter


def test_what_a_feed_calls_things_makes_neither_people_nor_topics_nor_sections(reporter, feed):
    before = Section.objects.count()
    incoming.take(make_item(feed, copy=WHOLE), reporter)
    assert (Contributor.objects.count(), Topic.objects.count(), Section.objects.count()) == (0, 0, before)


def test_a_draft_goes_into_the_section_that_is_chosen(reporter, feed):
    chosen = make_section("Ekonomi")
    assert incoming.take(make_item(feed, copy=WHOLE), reporter, chosen).section == chosen


def test_without_any_section_the_item_waits_and_says_why(reporter):
    item = make_item(make_feed(), copy=WHOLE)
    with pytest.raises(actions.Refused):
        incoming.take(item, reporter)
    item.refresh_from_db()
    assert (item.state, Story.objects.count(), Origin.objects.count()) == ("waiting", 0, 0)


def test_what_its_source_withdrew_is_not_taken(reporter, feed):
    item = make_item(feed, copy=WHOLE, state="withdrawn")
    with pytest.raises(actions.Refused):
        incoming.take(item, reporter)
    assert Story.objects.count() == 0


def test_nobody_takes_into_a_section_where_they_may_not_write(feed):
    stranger = make_user("budi", Role.PHOTO_DESK)
    elsewhere = make_user("tini", Role.PHOTO_DESK)
    SectionRight.objects.create(user=elsewhere, section=make_section("Olahraga"), role=SectionRole.REPORTER)
    item = make_item(feed, copy=WHOLE)
    for user in (stranger, elsewhere):
        with pytest.raises(PermissionDenied):
            incoming.take(item, user)
    with pytest.raises(PermissionDenied):
        incoming.dismiss([item], stranger)
    item.refresh_from_db()
    assert (item.state, Story.objects.count()) == ("waiting", 0)


def test_what_was_taken_is_not_taken_twice(reporter, feed):
    item = make_item(feed, copy=WHOLE)
    first = incoming.take(item, reporter)
    assert incoming.take(Incoming.objects.get(), make_user("tini", Role.REPORTER)) == first
    assert (Story.objects.count(), Origin.objects.count()) == (1, 1)
    assert (item.state, item.story, item.handled_by) == ("taken", first, reporter)


def test_a_draft_that_was_thrown_away_may_be_taken_again(reporter, feed):
    item = make_item(feed, copy=WHOLE)
    incoming.take(item, reporter).delete()
    again = incoming.take(Incoming.objects.get(), reporter)
    assert list(SourceId.objects.values_list("story", "source")) == [(again.pk, feed.source)]


@pytest.mark.django_db(transaction=True)
def test_two_who_click_at_once_get_one_draft(reporter, feed):
    item, taken, start = make_item(feed, copy=WHOLE), [], threading.Barrier(2)

    def click():
        try:
            start.wait()
            taken.append(incoming.take(Incoming.objects.get(pk=item.pk), reporter).pk)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _number in range(2)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert taken == [Story.objects.get().pk] * 2


def told_thrice(feed):
    """One event as three tell it, and another."""
    first = make_item(feed, "Gempa di Palu")
    again = [make_item(feed, f"Palu bergetar {n}", told_first=first, received_at=NOW + timedelta(hours=n)) for n in (1, 2)]
    return first, *again, make_item(feed, "Harga beras naik", received_at=NOW + timedelta(hours=3))


def test_what_several_tell_waits_as_one_newest_first(feed, django_assert_num_queries):
    first, second, third, other = told_thrice(feed)
    for more in range(30):
        make_item(feed, f"Lain {more}", received_at=NOW - timedelta(hours=1 + more))
    with django_assert_num_queries(2):
        shown = [
            (item, item.feed.name, [again.feed.name for again in item.told_again.all()]) for item in incoming.waiting()[:4]
        ]
    assert [(item, len(again)) for item, _name, again in shown[:2]] == [(other, 0), (first, 2)]
    assert list(incoming.waiting(feed))[:3] == [other, third, second]


def test_the_others_are_put_aside_with_what_is_taken_and_come_back_with_what_is_put_back(reporter, feed):
    first, second, third, other = told_thrice(feed)
    incoming.take(second, reporter)
    assert dict(Incoming.objects.values_list("pk", "state")) == {
        first.pk: "dismissed",
        second.pk: "taken",
        third.pk: "dismissed",
        other.pk: "waiting",
    }
    incoming.put_back(first, reporter)
    assert list(incoming.waiting()) == [other, first]
    assert [again.pk for again in incoming.waiting()[1].told_again.all()] == [third.pk]


def test_a_whole_group_is_put_aside_and_one_of_it_alone(reporter, feed):
    first, second, third, other = told_thrice(feed)
    assert incoming.dismiss([second], reporter) == 1
    assert incoming.dismiss([first], reporter) == 2
    assert list(incoming.waiting()) == [other]
    assert incoming.dismiss([first, third], reporter) == 0


def test_what_is_told_once_more_after_it_was_taken_waits_by_itself(reporter, feed):
    first = make_item(feed, "Gempa di Palu", copy=WHOLE)
    story = incoming.take(first, reporter)
    late = make_item(feed, "Palu lagi", told_first=first)
    assert [(item, item.told_first.story) for item in incoming.waiting()] == [(late, story)]


def test_a_taken_item_is_neither_put_aside_nor_back(reporter, feed):
    item = make_item(feed, copy=WHOLE)
    incoming.take(item, reporter)
    assert incoming.dismiss([item], reporter) == 0
    incoming.put_back(item, reporter)
    assert Incoming.objects.get().state == "taken"


def test_old_items_are_cleared_unless_taken_or_still_told(reporter, feed):
    old = NOW - timedelta(days=40)
    feed.answered_at = NOW
    feed.save()
    story = make_draft(feed.section)
    make_item(feed, "Lama", received_at=old, in_feed_at=old)
    make_item(feed, "Disisihkan", received_at=old, in_feed_at=old, state="dismissed")
    kept = [
        make_item(feed, "Diambil", received_at=old, in_feed_at=old, state="taken", story=story),
        make_item(feed, "Masih di umpan", received_at=old, in_feed_at=NOW),
        make_item(feed, "Baru", received_at=NOW, in_feed_at=NOW - timedelta(hours=1)),
    ]
    assert incoming.clear_old(NOW) == 2
    assert list(Incoming.objects.order_by("pk")) == kept


def test_a_story_knows_its_origin(reporter, feed):
    item = make_item(feed, copy=WHOLE)
    story = incoming.take(item, reporter)
    (origin,) = origins.of_story(story)
    assert (origin.name, origin.url, origin.usage_terms, origin.item) == (feed.name, item.url, "CC BY 4.0", item)
