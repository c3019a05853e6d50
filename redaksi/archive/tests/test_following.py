"""Whatever happens to a story, the index has it after the next step, and the waiting rows are gone."""

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from redaksi.archive import verifying
from redaksi.archive.engines import engine
from redaksi.archive.models import Waiting
from redaksi.archive.tests.editions import take_over
from redaksi.archive.wanted import Desk, Filed, Readers, Wanted, Word
from redaksi.stories import actions
from redaksi.stories.models import Story, WithdrawalGround
from redaksi.stories.tests.builders import make_draft, make_section, make_story, make_user, publish_at_once

pytestmark = pytest.mark.django_db

NOW = 4_000_000_000  # far enough that nothing is under embargo


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


def found(word, audience=None):
    return engine().find(Wanted(audience or Readers(NOW), words=(Word("", (word,)),))).ids


def at_desk(word):
    return found(word, Desk(None, owner=0))


def test_a_published_story_is_found_a_draft_only_at_the_desk(index, dunia):
    story = make_story(dunia, "Harga beras naik")
    draft = make_draft(dunia, "Harga beras turun")
    index.step()
    assert found("beras") == [story.pk]
    assert sorted(at_desk("beras")) == sorted([story.pk, draft.pk])
    assert Waiting.objects.count() == 0


def test_a_draft_is_found_by_its_last_version(index, dunia):
    draft = make_draft(dunia, "Judul sementara", texts=["Tentang cabai."])
    draft.title, draft.body = "Harga cabai", [("text", "<p>Petani menahan bawang.</p>")]
    draft.save_revision()
    index.step()
    assert (at_desk("sementara"), at_desk("cabai"), at_desk("bawang")) == ([], [draft.pk], [draft.pk])


def test_a_correction_is_found_once_it_is_published(index, dunia):
    story = make_story(dunia, "Gempa di Lombok")
    version = story.get_latest_revision_as_object()
    version.title = "Gempa di Sumbawa"
    version.save_revision()
    index.step()
    assert (found("lombok"), found("sumbawa")) == ([story.pk], [])
    publish_at_once(Story.objects.get(pk=story.pk))
    index.step()
    assert (found("lombok"), found("sumbawa")) == ([], [story.pk])


def test_a_withdrawn_story_is_gone_for_readers(index, dunia):
    story = make_story(dunia, "Gempa di Lombok")
    index.step()
    actions.withdraw(story, make_user(is_superuser=True), WithdrawalGround.DECENCY, "Nama korban disebut.")
    index.step()
    assert (found("lombok"), at_desk("lombok")) == ([], [story.pk])


def test_what_is_under_embargo_is_found_when_it_ends(index, dunia):
    story = make_story(dunia, "Gempa di Lombok")
    Story.objects.filter(pk=story.pk).update(embargoed_until=timezone.now())
    until = int(Story.objects.get(pk=story.pk).embargoed_until.timestamp())
    Waiting.note([story.pk])
    index.step()
    assert found("lombok", Readers(until - 1)) == []
    assert found("lombok", Readers(until)) == [story.pk]


@pytest.mark.parametrize("way", ["story", "page"])
def test_a_deleted_draft_is_gone(index, dunia, way):
    draft = make_draft(dunia, "Harga beras")
    index.step()
    draft.delete() if way == "story" else Page.objects.filter(pk=draft.pk).delete()
    index.step()
    assert at_desk("beras") == []
    assert verifying.verify().holds


def test_a_moved_story_is_filed_anew(index, dunia):
    draft, other = make_draft(dunia, "Harga beras"), make_section("Ekonomi")
    index.step()
    draft.move(other, pos="last-child")
    index.step()
    of_section = Wanted(Desk(None, owner=0), filed=(Filed("section", frozenset([other.pk])),))
    assert engine().find(of_section).ids == [draft.pk]


def test_an_edition_written_in_bulk_waits_as_one_row(index):
    take_over(30)
    assert Waiting.objects.count() == 1
    assert index.step() == 30
    assert engine().find(Wanted(Readers(NOW), words=(Word("gudang"),))).total == 30
    assert verifying.verify().holds


def test_what_waits_is_there_with_the_story_or_not_at_all(index, dunia):
    with transaction.atomic():
        take_over(3)
        make_draft(dunia)
        waited = Waiting.objects.count()
        transaction.set_rollback(True)
    assert (waited > 1, Waiting.objects.count()) == (True, 0)


def test_the_same_story_waiting_twice_is_in_the_index_once(index, dunia):
    story = make_story(dunia, "Harga beras")
    for _time in range(2):
        Waiting.note([story.pk])
        Waiting.note([story.pk])
        index.step()
    assert found("beras") == [story.pk]
    assert engine().stories == 1


def test_a_body_that_cannot_be_read_does_not_keep_others_waiting(index, dunia):
    broken, sound = make_story(dunia, "Rusak"), make_story(dunia, "Utuh")
    Story.objects.filter(pk=broken.pk).update(body=[{"type": "quote", "value": 7, "id": "x"}])
    index.step()
    assert (found("rusak"), found("utuh")) == ([broken.pk], [sound.pk])
