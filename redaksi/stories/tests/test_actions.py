from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.actions import Refused
from redaksi.stories.models import Story, Withdrawal, WithdrawalGround
from redaksi.stories.tests.builders import (
    make_draft,
    make_editor,
    make_photo,
    make_section,
    make_story,
    make_user,
    publish_at_once,
)

pytestmark = pytest.mark.django_db


def messages(refusal) -> list[str]:
    return [reason.message for reason in refusal.value.reasons]


def test_a_story_gets_its_address_at_first_publication_and_keeps_it_whatever_happens_later(paper):
    dunia, daerah = make_section("Dunia"), make_section("Daerah")
    story = make_story(dunia, "Perundingan dimulai", at=datetime(2022, 2, 28, 22, tzinfo=UTC))
    assert story.address == f"/2022/03/perundingan-dimulai-{story.number}/"
    first_address = story.address

    story.title, story.slug = "Perundingan berakhir", "perundingan-berakhir"
    story.save_revision()
    publish_at_once(story)
    Story.objects.get(pk=story.pk).move(daerah, pos="last-child")

    story = Story.objects.get(pk=story.pk)
    assert (story.headline, story.section_id, story.address) == ("Perundingan berakhir", daerah.pk, first_address)


def test_restoring_an_old_version_keeps_address_day_and_section(paper):
    draft = make_draft(make_section())
    before_publication = draft.get_latest_revision()
    story = publish_at_once(draft)
    restored = Revision.objects.get(pk=before_publication.pk).as_object()
    kept = ("uid", "number", "address", "published_at", "section_id", "is_public")
    assert [getattr(restored, name) for name in kept] == [getattr(story, name) for name in kept]


def test_a_reporter_cannot_publish_but_can_hand_in(paper):
    dunia = make_section()
    reporter = make_user("sisi", Role.REPORTER)
    draft = make_draft(dunia, by=reporter)
    with pytest.raises(Refused) as refusal:
        actions.publish(draft, by=reporter)
    assert messages(refusal) == ["Anda tidak berwenang menayangkan di rubrik ini."]
    actions.file(draft, by=reporter)
    assert Story.objects.get(pk=draft.pk).workflow_in_progress


def test_a_section_editor_approves_only_in_that_section(paper):
    dunia, daerah = make_section("Dunia"), make_section("Daerah")
    reporter, editor = make_user("sisi", Role.REPORTER), make_editor(dunia, "rani")
    here, elsewhere = make_draft(dunia, "Di sini", by=reporter), make_draft(daerah, "Di sana", by=reporter)
    for draft in (here, elsewhere):
        actions.file(draft, by=reporter)
    actions.approve(here, by=editor)
    with pytest.raises(Refused):
        actions.approve(elsewhere, by=editor)
    assert list(Story.objects.published()) == [here]


def test_a_story_sent_back_waits_for_nobody_and_its_reporter_is_told_why(paper):
    dunia = make_section()
    reporter, editor = make_user("sisi", Role.REPORTER), make_editor(dunia)
    draft = make_draft(dunia, by=reporter)
    actions.file(draft, by=reporter)
    actions.send_back(draft, by=editor, comment="Siapa sumbernya?")
    draft = Story.objects.get(pk=draft.pk)
    assert draft.current_workflow_state.status == "needs_changes"
    assert draft.current_workflow_state.current_task_state.comment == "Siapa sumbernya?"


@pytest.mark.parametrize("way", ["action", "revision", "model", "workflow"])
def test_a_photo_without_credit_or_alt_stops_publication_by_any_way(paper, way):
    dunia = make_section()
    reporter, editor = make_user("sisi", Role.REPORTER), make_editor(dunia)
    draft = make_draft(dunia, lead_photo=make_photo(credit="", alt=""), by=reporter)
    actions.file(draft, by=reporter)
    revision = draft.get_latest_revision()
    ways = {
        "action": lambda: actions.publish(draft, by=editor),
        "revision": lambda: revision.publish(user=editor),
        "model": lambda: draft.publish(revision, user=editor),
        "workflow": lambda: draft.current_workflow_task_state.approve(user=editor),
    }
    with pytest.raises(Refused) as refusal:
        ways[way]()
    assert messages(refusal) == ["Foto “Kapal” belum punya kredit.", "Foto “Kapal” belum punya teks alternatif."]
    assert not Story.objects.published().exists()


def test_an_embargoed_story_goes_out_only_after_its_time(paper):
    until = timezone.now() + timedelta(hours=3)
    draft = make_draft(make_section(), embargoed_until=until)
    with pytest.raises(Refused):
        publish_at_once(draft)
    with pytest.raises(Refused):
        publish_at_once(draft, at=until - timedelta(minutes=1))
    publish_at_once(draft, at=until)
    assert Story.objects.get(pk=draft.pk).approved_schedule
    assert not Story.objects.published().exists()


def test_what_is_due_goes_out_each_on_its_own(paper, time_machine):
    dunia = make_section()
    soon = timezone.now() + timedelta(minutes=5)
    first, broken, last = (make_draft(dunia, title) for title in ("Satu", "Rusak", "Tiga"))
    for draft in (first, broken, last):
        publish_at_once(draft, at=soon)
    version = Story.objects.get(pk=broken.pk).get_latest_revision()
    version.content["lead_photo"] = make_photo(credit="").pk
    version.save()
    time_machine.move_to(soon + timedelta(seconds=1))
    assert actions.publish_due() == [(broken.pk, "Foto “Kapal” belum punya kredit.")]
    assert sorted(Story.objects.published().values_list("title", flat=True)) == ["Satu", "Tiga"]


def test_a_published_story_is_neither_unpublished_nor_deleted(paper):
    story = make_story(make_section())
    for silence in (story.unpublish, story.delete):
        with pytest.raises(Refused):
            silence()
    assert list(Story.objects.published()) == [story]


def test_only_the_chief_editor_withdraws_and_only_with_a_reason(paper):
    dunia = make_section()
    story = make_story(dunia)
    chief = make_user("pemred", Role.CHIEF_EDITOR)
    for person, reason in ((make_editor(dunia), "Keliru."), (chief, " ")):
        with pytest.raises(Refused):
            actions.withdraw(story, by=person, ground=WithdrawalGround.EDITORIAL_ERROR, reason=reason)
    actions.withdraw(story, by=chief, ground=WithdrawalGround.EDITORIAL_ERROR, reason="Fotonya dari peristiwa lain.")
    story = Story.objects.get(pk=story.pk)
    assert (story.is_public, story.live, story.is_withdrawn) == (False, False, True)
    assert Withdrawal.objects.get().reason == "Fotonya dari peristiwa lain."
    with pytest.raises(Refused):
        actions.publish(story, by=chief)


def test_a_photo_goes_out_until_its_last_day_and_no_longer(paper):
    dunia, today = make_section(), timezone.localdate()
    tomorrow = timezone.now() + timedelta(days=1)
    ended = make_draft(dunia, "Kemarin", lead_photo=make_photo(expires_at=today - timedelta(days=1)))
    lasting = make_draft(dunia, "Hari ini", lead_photo=make_photo(expires_at=today))
    for refused in (lambda: publish_at_once(ended), lambda: publish_at_once(lasting, at=tomorrow)):
        with pytest.raises(Refused) as refusal:
            refused()
        assert messages(refusal) == ["Hak pakai foto “Kapal” sudah berakhir."]
    publish_at_once(Story.objects.get(pk=lasting.pk), at=timezone.now())
    assert [story.title for story in Story.objects.published()] == ["Hari ini"]
