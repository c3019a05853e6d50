"""The unverified story (Pedoman Media Siber 2b to 2d): all four grounds, told to readers, closed by an update."""

import pytest

from redaksi.stories import actions, ledger
from redaksi.stories.actions import Refused
from redaksi.stories.models import Story, Unverified
from redaksi.stories.rules import reasons_against_publishing
from redaksi.stories.tests.builders import make_draft, make_editor, make_section, make_story, make_user, publish_at_once

pytestmark = pytest.mark.django_db

GROUNDS = {
    "public_interest": "Warga harus mengungsi sebelum malam.",
    "source": "Kepala BPBD, disebut nama, di lokasi.",
    "unreachable": "Pemilik pabrik tiga kali ditelepon, kantornya kosong.",
}


@pytest.fixture
def section(paper):
    return make_section()


@pytest.fixture
def rina(section):
    return make_editor(section, "rina")


def declare(story, by, **how):
    return actions.declare_unverified(story, by, owner=how.pop("owner", by), **{**GROUNDS, **how})


def kinds(story):
    return [entry.kind for entry in ledger.of_story(story)]


def test_what_may_harm_waits_for_the_other_side_or_for_all_four_grounds(section, rina):
    draft = make_draft(section, may_harm=True)
    assert [reason.field for reason in reasons_against_publishing(draft)] == ["other_side"]
    draft.other_side = "Pemilik ditelepon pukul 10; jawabannya di paragraf ketiga."
    assert reasons_against_publishing(draft) == []
    draft.other_side = " "
    declare(draft, rina)
    assert reasons_against_publishing(draft) == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_no_ground_may_be_left_out(section, rina, ground):
    with pytest.raises(Refused):
        declare(make_draft(section), rina, **{ground: "  "})


def test_only_an_editor_of_the_section_lets_it_out(section, rina):
    with pytest.raises(Refused):
        declare(make_draft(section), make_editor(make_section("Budaya")))
    with pytest.raises(Refused):
        declare(make_draft(section), rina, owner=make_user())


def test_readers_are_told_from_the_publication_on(section, rina):
    draft = make_draft(section)
    declare(draft, rina)
    assert ledger.head() is None
    story = publish_at_once(draft)
    assert kinds(story) == ["unverified"]
    assert ledger.head().said == {**GROUNDS, "by": "rina"}
    later = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    later.dek = "Versi kedua."
    later.save_revision()
    publish_at_once(story)
    assert kinds(story) == ["unverified"]


def test_a_public_story_is_told_of_at_once(section, rina):
    story = make_story(section)
    declare(story, rina)
    assert kinds(story) == ["unverified"]
    with pytest.raises(Refused):
        declare(story, rina)


def test_an_update_closes_it_and_each_links_to_the_other(section, rina):
    story, update = make_story(section), make_story(section, "Hasil pemeriksaan")
    opened = declare(story, rina)
    entry = actions.close_unverified(opened, rina, update)
    assert (entry.kind, entry.story_id, entry.answer_id) == ("verified", story.uid, update.uid)
    assert kinds(story) == ["unverified", "verified"]
    assert kinds(update) == ["verified"]
    opened = Unverified.objects.get()
    assert (opened.update_story_id, opened.closed_by, story.is_unverified) == (update.pk, rina, False)
    with pytest.raises(Refused):
        actions.close_unverified(opened, rina, update)


def test_neither_itself_nor_a_draft_nor_a_stranger_closes_it(section, rina):
    story = make_story(section)
    opened = declare(story, rina)
    for by, update in [
        (rina, story),
        (rina, make_draft(section)),
        (make_editor(make_section("Budaya")), make_story(section, "Lain")),
    ]:
        with pytest.raises(Refused):
            actions.close_unverified(opened, by, update)
    assert story.is_unverified


def test_whoever_verifies_it_may_hand_it_on(section, rina):
    opened = declare(make_story(section), rina)
    dedi = make_editor(section, "dedi")
    actions.hand_over_verifying(opened, rina, dedi)
    assert Unverified.objects.get().owner == dedi
