"""A text goes out only as somebody has read it, whatever the way out."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PageLogEntry

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.actions import Refused
from redaksi.stories.models import Approval, Section, SectionRight, SectionRole, Shift, Story
from redaksi.stories.seen import digest_of
from redaksi.stories.tests.builders import make_draft, make_editor, make_section, make_user, publish_at_once

pytestmark = pytest.mark.django_db

UNREAD = "Naskah ini belum dibaca siapa pun."
BY_ANOTHER = "Naskah ini harus dibaca dulu oleh orang selain penulisnya."
BY_CHIEF = "Pemimpin redaksi juga harus membaca naskah ini, persis seperti sekarang."


def on_duty(user):
    now = timezone.now()
    Shift.objects.create(user=user, begins_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=7))
    return user


def change(story, **fields):
    version = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(version, name, value)
    version.save_revision()
    return Story.objects.get(pk=story.pk)


def refusal_of(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return str(refusal.value)


WAYS = {
    "the action": lambda story, revision: actions.publish(story, by=None),
    "the version": lambda story, revision: revision.publish(),
    "the story": lambda story, revision: story.publish(revision, skip_permission_checks=True),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_nobody_has_read_goes_out_by_no_way(paper, way):
    story = make_draft(make_section())
    assert refusal_of(lambda: WAYS[way](story, story.get_latest_revision())) == UNREAD
    assert not Story.objects.published().exists()


def test_wagtails_own_publication_and_a_bare_save_show_readers_nothing(paper, client):
    story = make_draft(make_section())
    PublishPageRevisionAction(story.get_latest_revision()).execute(skip_permission_checks=True)
    bare = Story.objects.get(pk=story.pk)
    bare.live = True
    bare.save()
    assert (bare.address, bare.is_public) == (None, False)
    assert client.get(bare.url).status_code == 404


def test_both_clocks_publish_what_was_read_and_not_what_was_put_in_its_place(paper, time_machine):
    dunia, editor = make_section(), make_user("pemred", Role.CHIEF_EDITOR)
    soon = timezone.now() + timedelta(minutes=5)
    read, swapped = make_draft(dunia, "Dibaca"), make_draft(dunia, "Ditukar")
    for story in (read, swapped):
        actions.publish(story, by=editor, at=soon)
    version = Story.objects.get(pk=swapped.pk).get_latest_revision()
    version.content["title"] = "Lain sama sekali"
    version.save()
    time_machine.move_to(soon + timedelta(seconds=1))
    assert actions.publish_due() == [(swapped.pk, UNREAD)]
    with pytest.raises(Refused):
        call_command("publish_scheduled")
    assert [story.title for story in Story.objects.published()] == ["Dibaca"]


def test_a_later_change_needs_another_approval_and_what_readers_do_not_see_needs_none(paper):
    dunia, editor = make_section(), make_user("pemred", Role.CHIEF_EDITOR)
    story = actions.publish(make_draft(dunia), by=editor)
    change(story, ed_note="Telepon lagi besok.", slugline="api", urgency=3)
    actions.publish(Story.objects.get(pk=story.pk), by=None)
    change(story, title="Kebakaran besar di pelabuhan")
    assert refusal_of(lambda: actions.publish(Story.objects.get(pk=story.pk), by=None)) == UNREAD
    assert Story.objects.get(pk=story.pk).title == "Kebakaran di pelabuhan"
    actions.publish(Story.objects.get(pk=story.pk), by=editor)
    assert Story.objects.get(pk=story.pk).title == "Kebakaran besar di pelabuhan"


def test_the_digest_is_of_the_words_and_their_order_and_not_of_the_marks(paper):
    story = make_draft(make_section(), texts=["Satu.", "Dua."])
    content = story.get_latest_revision().content
    marked = {**content, "body": content["body"].replace("<p>", '<p data-block-key=\\"x1\\">'), "pk": 0}
    turned = {**content, "body": content["body"].replace("Satu", "Tiga")}
    assert digest_of(marked) == digest_of(content)
    assert digest_of(turned) != digest_of(content)


def test_who_wrote_it_does_not_approve_it_where_somebody_else_could(paper):
    dunia = make_section()
    writer = make_editor(dunia, "rani")
    own = make_draft(dunia, by=writer)
    actions.publish(own, by=writer)  # a newsroom of one
    other = make_editor(dunia, "budi")
    second = make_draft(dunia, "Yang kedua", by=writer)
    assert refusal_of(lambda: actions.publish(second, by=writer)) == BY_ANOTHER
    actions.publish(second, by=other)
    assert Story.objects.published().count() == 2


@pytest.mark.parametrize("asked_by", ["section", "story"])
def test_the_chief_editor_reads_where_the_section_or_the_story_asks_for_it(paper, asked_by):
    dunia = make_section(needs_chief=asked_by == "section")
    reporter, editor = make_user("sisi", Role.REPORTER), make_editor(dunia)
    chief = make_user("pemred", Role.CHIEF_EDITOR)
    story = make_draft(dunia, by=reporter, needs_chief=asked_by == "story")
    actions.file(story, by=reporter)
    assert refusal_of(lambda: actions.publish(story, by=editor)) == BY_CHIEF
    assert actions.approve(story, by=editor) is False
    assert not Story.objects.published().exists()
    assert Story.objects.get(pk=story.pk).workflow_in_progress
    change(story, dek="Sesudah dibaca redaktur.")
    assert actions.approve(Story.objects.get(pk=story.pk), by=chief) is True
    assert [each.dek for each in Story.objects.published()] == ["Sesudah dibaca redaktur."]


def test_a_small_fix_by_a_named_role_goes_out_with_its_difference_and_no_number_is_small(paper):
    dunia = make_section(needs_chief=True)
    editor, chief = make_editor(dunia), make_user("pemred", Role.CHIEF_EDITOR)
    story = actions.publish(make_draft(dunia, "Kebakaran dekat pelabuhan", texts=["Api membakar 5 gudang."]), by=chief)
    change(story, title="Kebakaran di pelabuhan")
    actions.publish(Story.objects.get(pk=story.pk), by=editor)
    fix = Approval.objects.get(kind="small-fix")
    assert fix.difference == [{"place": "title", "before": "Kebakaran dekat pelabuhan", "after": "Kebakaran di pelabuhan"}]
    logged = PageLogEntry.objects.get(page=story.pk, action="redaksi.small_fix")
    assert (logged.user, logged.data["difference"]) == (editor, fix.difference)
    for fields in (
        {"body": [("text", "<p>Api membakar 50 gudang.</p>")]},
        {"dek": "Kalimat yang sama sekali baru di bawah judul."},
    ):
        change(story, **fields)
        assert refusal_of(lambda: actions.publish(Story.objects.get(pk=story.pk), by=editor)) == BY_CHIEF
    editor.groups.get(name=Role.EDITOR).permissions.clear()
    change(story, title="Kebakaran di Pelabuhan", dek="", body=[("text", "<p>Api membakar 5 gudang.</p>")])
    assert (
        refusal_of(lambda: actions.publish(Story.objects.get(pk=story.pk), by=type(editor).objects.get(pk=editor.pk)))
        == BY_CHIEF
    )


def test_the_editor_on_duty_works_alone_in_the_flash_lane_and_somebody_else_reads_it_after(paper):
    dunia = make_section(needs_chief=True)
    other, piket = make_editor(dunia), make_user("piket", Role.EDITOR)
    story = make_draft(dunia, by=piket)
    assert (
        refusal_of(lambda: actions.publish(story, by=piket, is_flash=True)) == "Anda tidak berwenang menayangkan di rubrik ini."
    )
    on_duty(piket)
    actions.publish(Story.objects.get(pk=story.pk), by=piket, is_flash=True)
    change(story, title="Kebakaran meluas")
    actions.publish(Story.objects.get(pk=story.pk), by=piket, is_flash=True)
    assert [each.title for each in Story.objects.published()] == ["Kebakaran meluas"]
    assert PageLogEntry.objects.filter(page=story.pk, action="redaksi.flash", user=piket).count() == 2
    waiting = Approval.objects.filter(read_again_at=None, kind="flash")
    assert waiting.count() == 2
    assert (
        refusal_of(lambda: actions.read_again(story, by=piket))
        == "Yang membacanya harus orang lain, bukan redaktur piket sendiri."
    )
    actions.read_again(story, by=other, comment="Sudah benar.")
    assert not waiting.exists()


def test_an_editor_not_on_duty_has_no_flash_lane(paper):
    dunia = make_section()
    editor = make_editor(dunia)
    story = make_draft(dunia)
    assert refusal_of(lambda: actions.publish(story, by=editor, is_flash=True)) == "Lane kilat hanya untuk redaktur piket."


def test_a_right_taken_away_is_a_right_no_more(paper):
    dunia = make_section()
    editor = make_editor(dunia)
    SectionRight.objects.filter(user=editor, role=SectionRole.EDITOR).delete()
    story = make_draft(dunia)
    assert refusal_of(lambda: actions.publish(story, by=type(editor).objects.get(pk=editor.pk)))
    assert refusal_of(lambda: story.publish(story.get_latest_revision(), user=editor, skip_permission_checks=True)) == UNREAD


def test_a_story_without_text_is_not_published(paper):
    story = make_draft(make_section(), texts=[])
    assert refusal_of(lambda: publish_at_once(story)) == "Naskah ini belum berisi teks."


def twins(story) -> dict:
    story = Story.objects.get(pk=story.pk)
    way = {"parent": make_section("Kembaran"), "update_slug": "kembar"}
    return {
        "an alias": lambda: CreatePageAliasAction(story, **way).execute(skip_permission_checks=True),
        "a copy": lambda: story.copy(to=way["parent"], update_attrs={"slug": "salinan"}, keep_live=True),
    }


@pytest.mark.parametrize("way", ["an alias", "a copy"])
@pytest.mark.parametrize("made", [make_draft, lambda section: publish_at_once(make_draft(section))], ids=["draft", "public"])
def test_a_story_has_no_twin_that_could_go_out_unread(paper, way, made):
    story = made(make_section())
    before = Story.objects.published().count()
    with pytest.raises(IntegrityError), transaction.atomic():
        twins(story)[way]()
    assert (Story.objects.count(), Story.objects.published().count()) == (1, before)


def test_moving_lets_out_neither_a_draft_nor_an_unread_version(paper, client):
    dunia, daerah = make_section("Dunia"), make_section("Daerah")
    draft, out = make_draft(dunia, "Konsep"), publish_at_once(make_draft(dunia))
    change(out, title="Belum dibaca siapa pun")
    for story in (draft, out):
        Story.objects.get(pk=story.pk).move(Section.objects.get(pk=daerah.pk), pos="last-child")
    assert list(Story.objects.published().values_list("title", "section")) == [("Kebakaran di pelabuhan", daerah.pk)]
    assert "Belum dibaca" not in client.get(out.address).text
    moved = Story.objects.get(pk=draft.pk)
    assert (moved.section_id, moved.is_public, client.get(moved.url).status_code) == (daerah.pk, False, 404)
