"""A story's history: every version compared, every decision and its reason, for those who may edit it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from redaksi.desk import history
from redaksi.stories import actions
from redaksi.stories.models import Byline, HoldOutcome, Story, WithdrawalGround
from redaksi.stories.tests.builders import make_contributor, make_draft, make_photo

pytestmark = pytest.mark.django_db


def change(by=None, **fields):
    version = Story.objects.get().get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(version, name, value)
    version.save_revision(user=by)


def told(story):
    return [(event.what, event.who, event.reason) for event in history.events(Story.objects.get(pk=story.pk))[0]]


def test_every_decision_stands_there_with_who_and_why(dunia, reporter, editor, chief):
    story = make_draft(dunia, by=reporter)
    actions.file(story, by=reporter)
    actions.send_back(story, by=editor, comment="Siapa sumbernya?")
    actions.file(Story.objects.get(), by=reporter)
    words = {"check": "angka", "field": "body", "text": "136", "message": "136 dan 137"}
    actions.override(story, editor, reason="Dua sumber berbeda.", **words)
    actions.approve(Story.objects.get(), by=editor)
    actions.hold(Story.objects.get(), by=editor, note="Cek korban.")
    actions.decide(
        Story.objects.get(),
        by=chief,
        outcome=HoldOutcome.WITHDRAWN,
        note="Salah orang.",
        ground=WithdrawalGround.EDITORIAL_ERROR,
    )
    decisions = {(who, reason) for _what, who, reason in told(story) if reason}
    assert decisions == {
        ("rani", "Siapa sumbernya?"),
        ("rani", "Dua sumber berbeda."),
        ("rani", "Cek korban."),
        ("bagus", "Salah orang."),
    }
    assert {("Versi pertama", "sisi"), ("Dibuat", "sisi")} <= {(what, who) for what, who, _reason in told(story)}


def test_a_version_shows_what_it_changed_word_by_word(dunia, editor):
    make_draft(dunia, texts=["Api membakar gudang."])
    person, photo = make_contributor("Sisi"), make_photo(title="Kapal")
    version = Story.objects.get().get_latest_revision_as_object()
    version.body[0].value.source = version.body[0].value.source.replace("gudang", "tiga gudang")
    version.bylines = [Byline(contributor=person, sort_order=0)]
    version.title, version.lead_photo = "Kebakaran besar di pelabuhan", photo
    version.save_revision(user=editor)
    newest = history.events(Story.objects.get())[0][0]
    assert {(each.label, each.before, each.after) for each in newest.changes} == {
        ("Judul", "Kebakaran di pelabuhan", "Kebakaran <mark>besar</mark> di pelabuhan"),
        ("Foto utama", "", "Kapal"),
        ("Nama penulis, sumber, topik", "", "Sisi"),
        ("Di dalam teks", "Api membakar gudang.", "Api membakar <mark>tiga</mark> gudang."),
    }


def test_a_long_history_goes_on_and_asks_no_more_for_it(dunia, editor, at_desk, time_machine, django_assert_num_queries):
    story = make_draft(dunia)
    start = timezone.now()
    for number in range(history.LENGTH + 5):
        time_machine.move_to(start + timedelta(minutes=number + 1))
        change(title=f"Judul {number}")
    with django_assert_num_queries(4):
        first, older = history.events(Story.objects.get(pk=story.pk))
    rest, none = history.events(Story.objects.get(pk=story.pk), older)
    versions = [event.version.pk for event in (*first, *rest) if event.version]
    assert (len(versions), len(set(versions)), none) == (history.LENGTH + 6, history.LENGTH + 6, None)
    page = at_desk(editor).get(reverse("story_history", args=[story.pk]))
    assert "sebelum=" in page.content.decode()


@pytest.mark.parametrize("written", ["kemarin", "2026-13-45", "9" * 300, "<script>"])
def test_a_time_that_is_none_shows_the_newest(written, dunia, editor, at_desk):
    story = make_draft(dunia)
    assert at_desk(editor).get(reverse("story_history", args=[story.pk]), {"sebelum": written}).status_code == 200


def test_only_who_may_edit_a_story_sees_its_history_and_the_form_leads_there(dunia, daerah, editor, at_desk):
    own, foreign = make_draft(dunia), make_draft(daerah)
    address = reverse("story_history", args=[own.pk])
    assert address in at_desk(editor).get(reverse("wagtailadmin_pages:edit", args=[own.pk])).content.decode()
    assert at_desk(editor).get(reverse("story_history", args=[foreign.pk])).status_code == 302
