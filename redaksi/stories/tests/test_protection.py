"""A record that would repeat the harm is masked everywhere, and erased for good; the chain proves the act and no word."""

import json

import pytest
from django.core import serializers
from wagtail.models import PageLogEntry, Revision

from redaksi.staff.groups import Role
from redaksi.stories import actions, ledger, remembered
from redaksi.stories.actions import Refused
from redaksi.stories.models import Approval, LedgerEntry, LedgerWords, ProtectedStory, Story, Withdrawal
from redaksi.stories.tests.builders import make_contributor, make_editor, make_section, make_story, make_topic, make_user

pytestmark = pytest.mark.django_db
NAME = "Budiarto"


@pytest.fixture
def chief(paper):
    return make_user("pemred", Role.CHIEF_EDITOR)


@pytest.fixture
def story(home, chief):
    section = make_section()
    editor = make_editor(section)
    texts = [f"Anak bernama {NAME} dirawat."]
    people = {"contributors": [make_contributor()], "topics": [make_topic(f"Keluarga {NAME}")]}
    story = make_story(section, f"{NAME} dirawat", slug=f"{NAME.lower()}-dirawat", dek=f"Ibu {NAME}", texts=texts, **people)
    waiting = actions.write_correction(story, editor, "ralat", f"Bukan {NAME}.")
    actions.post_correction(waiting, chief)
    actions.withdraw(Story.objects.get(pk=story.pk), chief, "child", f"Menyebut {NAME}.")
    return Story.objects.get(pk=story.pk)


def all_that_is_written(*models):
    return "\n".join(serializers.serialize("json", model._base_manager.all()) for model in models)


EVERYWHERE = (Story, Story._meta.get_parent_list()[0], Revision, Withdrawal, PageLogEntry, Approval)


def test_before_it_is_protected_the_name_stands_in_many_places(story):
    assert NAME in all_that_is_written(*EVERYWHERE)


def test_nothing_of_its_words_is_left_in_sight(story, chief):
    actions.protect(story, chief, "child")
    assert NAME.lower() not in all_that_is_written(*EVERYWHERE).lower()
    after = Story.objects.get(pk=story.pk)
    assert (after.title, after.slug, after.address[8:]) == (
        "Berita yang dicabut",
        f"berita-{story.number}",
        f"/berita-{story.number}/"[0:],
    )
    assert [entry.said for entry in ledger.of_story(after)] == [{}]
    assert ledger.verify() == []


def test_the_chief_can_still_look_until_it_is_erased_for_good(story, chief):
    actions.protect(story, chief, "child")
    assert NAME in json.dumps(ProtectedStory.objects.get().kept)
    actions.erase_protected(story, chief)
    assert NAME not in all_that_is_written(*EVERYWHERE, ProtectedStory, LedgerEntry, LedgerWords)
    assert ProtectedStory.objects.get().kept == {}
    assert ledger.verify() == []
    kinds = [entry.kind for entry in LedgerEntry.objects.all()]
    assert kinds == ["correction", "withdrawal", "protection", "erasure", "erasure"]
    with pytest.raises(Refused):
        actions.erase_protected(story, chief)


def test_the_chain_never_held_the_name(story, chief):
    assert NAME not in all_that_is_written(LedgerEntry)


def test_a_published_story_is_withdrawn_first_and_only_the_chief_protects(story, chief):
    with pytest.raises(Refused):
        actions.protect(make_story(story.section), chief, "child")
    with pytest.raises(Refused):
        actions.protect(story, make_editor(story.section), "child")


def test_a_restore_of_an_older_database_masks_and_erases_again(story, chief, home):
    remembered.note(story.uid, "child")
    assert actions.protect_again() == 1
    assert NAME not in Story.objects.get(pk=story.pk).title
    assert NAME in json.dumps(ProtectedStory.objects.get().kept)
    remembered.note(story.uid, "child", is_erased=True)
    assert actions.protect_again() == 1
    assert ProtectedStory.objects.get().kept == {}
    assert actions.protect_again() == 0
    assert ledger.verify() == []


def test_what_is_protected_is_remembered_beside_the_database(story, chief, home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.protect(story, chief, "child")
        actions.erase_protected(story, chief)
    assert NAME.lower() not in home.protected.read_text().lower()
    assert remembered.all_of_them() == {str(story.uid): remembered.Protected(str(story.uid), "child", is_erased=True)}


def test_one_entry_is_masked_and_erased_while_its_story_stays(home, chief):
    section = make_section()
    story = make_story(section)
    entry = actions.post_correction(actions.write_correction(story, make_editor(section), "ralat", f"Bukan {NAME}."), chief)
    with pytest.raises(Refused):
        actions.erase_entry(entry, chief)
    actions.mask_entry(entry, chief, "personal-data")
    assert [each.said for each in ledger.of_story(story)] == [{}]
    actions.erase_entry(LedgerEntry.objects.get(pk=entry.pk), chief)
    assert NAME not in all_that_is_written(LedgerWords)
    assert Story.objects.get(pk=story.pk).is_public
    assert ledger.verify() == []


def test_lines_that_cannot_be_read_are_passed_over(home):
    home.protected.parent.mkdir(parents=True)
    home.protected.write_text('{"uid": "a", "ground": "child"}\nrusak\n{"x": 1}\n\n', encoding="utf-8")
    assert list(remembered.all_of_them()) == ["a"]
