"""What was wrong is said with its time and its change, approved like a story, and never unsaid."""

import pytest

from redaksi.staff.groups import Role
from redaksi.stories import actions, ledger
from redaksi.stories.actions import Refused
from redaksi.stories.models import Correction, CorrectionForm, LedgerEntry, Story
from redaksi.stories.tests.builders import make_editor, make_section, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(paper):
    return make_section()


@pytest.fixture
def rina(section):
    return make_editor(section, "rina")


@pytest.fixture
def dedi(section):
    return make_editor(section, "dedi")


@pytest.fixture
def story(section):
    return make_story(section, "Empat gudang terbakar", texts=["Api membakar empat gudang.", "Tidak ada korban."])


def write(story, by, text="Yang terbakar lima gudang, bukan empat. Redaksi meminta maaf.", **how):
    return actions.write_correction(story, by, CorrectionForm.RALAT, text, **how)


def change_text(story, by, *texts, headline=""):
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.title = headline or draft.title
    draft.body = [("text", "".join(f"<p>{text}</p>" for text in texts))]
    draft.save_revision(user=by)


def test_a_correction_goes_out_with_the_change_of_text_and_its_time(story, rina, dedi, time_machine):
    time_machine.move_to("2026-11-24T08:00:00Z", tick=False)
    change_text(story, rina, "Api membakar lima gudang.", "Tidak ada korban.", headline="Lima gudang terbakar")
    entry = actions.post_correction(write(Story.objects.get(pk=story.pk), rina, is_serious=True), dedi)
    corrected = Story.objects.get(pk=story.pk)
    assert corrected.title == "Lima gudang terbakar"
    assert (entry.at, corrected.last_published_at) == (entry.at, entry.at)
    assert entry.act == {"form": "ralat", "is_serious": True, "hides_change": False}
    assert entry.said == {
        "text": "Yang terbakar lima gudang, bukan empat. Redaksi meminta maaf.",
        "changes": [
            {"place": "title", "before": "Empat gudang terbakar", "after": "Lima gudang terbakar"},
            {"place": "body", "before": "Api membakar empat gudang.", "after": "Api membakar lima gudang."},
        ],
        "written_by": "rina",
        "approved_by": "dedi",
    }
    assert [each.pk for each in ledger.of_story(corrected)] == [entry.pk]
    assert not Correction.objects.exists()


def test_a_correction_without_a_change_of_text_moves_the_storys_time_all_the_same(story, rina, dedi):
    before = Story.objects.get(pk=story.pk).last_published_at
    entry = actions.post_correction(write(story, rina), dedi)
    assert Story.objects.get(pk=story.pk).last_published_at == entry.at > before
    assert entry.said["changes"] == []


def test_who_wrote_a_correction_does_not_approve_it_alone(story, rina, dedi):
    waiting = write(story, rina)
    with pytest.raises(Refused):
        actions.post_correction(waiting, rina)
    actions.post_correction(waiting, dedi)
    assert LedgerEntry.objects.count() == 1


def test_a_newsroom_of_one_is_not_stopped(story, rina):
    actions.post_correction(write(story, rina), rina)
    assert LedgerEntry.objects.count() == 1


def test_a_stranger_to_the_section_neither_writes_nor_posts(story, rina):
    stranger = make_editor(make_section("Budaya"))
    with pytest.raises(Refused):
        write(story, stranger)
    with pytest.raises(Refused):
        actions.post_correction(write(story, rina), stranger)


def test_an_empty_or_endless_correction_is_refused(story, rina):
    for text in ("", "  \n", "x" * 4_001):
        with pytest.raises(Refused):
            write(story, rina, text)


def test_a_draft_is_not_corrected(section, rina):
    from redaksi.stories.tests.builders import make_draft

    with pytest.raises(Refused):
        write(make_draft(section), rina)


def test_what_would_harm_again_is_said_without_the_words(story, rina, dedi):
    change_text(story, rina, "Seorang anak selamat.", "Tidak ada korban.")
    entry = actions.post_correction(write(Story.objects.get(pk=story.pk), rina, hides_change=True), dedi)
    assert entry.said["changes"] == []
    assert entry.act["hides_change"] is True


def test_a_mistake_in_a_correction_is_corrected_by_another(story, rina, dedi):
    first = actions.post_correction(write(story, rina), dedi)
    second = actions.post_correction(write(story, rina, "Enam gudang, bukan lima.", corrects=first), dedi)
    assert second.about_id == first.uid
    assert [entry.number for entry in ledger.of_story(story)] == [1, 2]


def test_an_entry_of_another_story_is_not_corrected_here(story, section, rina, dedi):
    other = make_story(section, "Lain")
    entry = actions.post_correction(write(other, rina), dedi)
    with pytest.raises(Refused):
        write(story, rina, corrects=entry)


def test_a_waiting_correction_is_written_over_or_dropped(story, rina, dedi):
    waiting = write(story, rina)
    assert write(story, rina, "Lebih jelas.", instead_of=waiting).pk == waiting.pk
    actions.drop_correction(waiting, dedi)
    assert not Correction.objects.exists()
    assert ledger.head() is None


def test_posting_asks_the_same_however_much_stands_in_the_ledger(story, section, rina, dedi, django_assert_max_num_queries):
    for number in range(3):
        actions.post_correction(write(story, rina, f"Ke-{number}"), dedi)
    waiting = write(story, rina, "Yang keempat.")
    with django_assert_max_num_queries(45):
        actions.post_correction(waiting, dedi)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTO_DESK, Role.ADMIN])
def test_only_an_editor_of_the_section_posts(story, rina, role):
    with pytest.raises(Refused):
        actions.post_correction(write(story, rina), make_user("", role))
