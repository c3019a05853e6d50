import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, PageLogEntry, Revision

from redaksi.staff.groups import Role
from redaksi.stories import actions, digests
from redaksi.stories.models import Batch, SourceId, Story
from redaksi.stories.tests.builders import make_user, publish_at_once
from redaksi.stories.tests.test_arrival import a_batch, a_copy

pytestmark = pytest.mark.django_db


def test_drafts_of_a_batch_that_nobody_touched_are_taken_back(paper):
    batch, other = a_batch(), a_batch()
    actions.bring_in(batch, [a_copy(number) for number in range(3)], by=None)
    (stays,) = actions.bring_in(other, [a_copy(9)], by=None)
    assert actions.take_back(batch, by=None) == actions.TakenBack(3)
    assert list(Story.objects.all()) == [Story.objects.get(pk=stays.pk)]
    assert (SourceId.objects.count(), Batch.objects.get(pk=batch.pk).story_count) == (1, 0)
    assert Page.find_problems() == ([], [], [], [], [])
    assert actions.take_back(batch, by=None) == actions.TakenBack()


def test_what_was_public_stays_and_is_listed(paper):
    batch = a_batch()
    (public,) = actions.take_over(batch, [a_copy(1)], by=None)
    (published, _draft) = actions.bring_in(batch, [a_copy(2), a_copy(3)], by=None)
    published = publish_at_once(Story.objects.get(pk=published.pk))
    taken = actions.take_back(batch, by=None)
    assert (taken.count, taken.stayed_public) == (1, [public.address, published.address])
    assert Batch.objects.get(pk=batch.pk).story_count == Story.objects.count() == 2


def test_a_draft_that_somebody_works_on_stays_and_is_listed(paper):
    batch = a_batch()
    (draft,) = actions.bring_in(batch, [a_copy(1)], by=None)
    Story.objects.get(pk=draft.pk).save_revision(user=make_user("", Role.REPORTER))
    assert actions.take_back(batch, by=None) == actions.TakenBack(stayed_drafts=[draft.pk])


def renewed(story: Story, batch: Batch, headline: str) -> Story:
    return actions.renew(Story.objects.get(pk=story.pk), a_copy(1, headline=headline), batch, by=None)


def now(story: Story) -> Story:
    return Story.objects.get(pk=story.pk).get_latest_revision_as_object()


def known(story: Story) -> tuple[str, Batch]:
    row = SourceId.objects.get(story=story)
    return row.digest, row.batch


def test_a_draft_that_an_earlier_run_brought_says_again_what_it_said(paper):
    first, second, third = a_batch(), a_batch(), a_batch()
    (draft,) = actions.bring_in(first, [a_copy(1)], by=None)
    headline, as_it_came = draft.title, known(draft)
    renewed(draft, second, "Diralat")
    as_corrected = known(draft)
    renewed(draft, third, "Diralat lagi")
    assert actions.take_back(third, by=None) == actions.TakenBack(versions=1)
    assert (now(draft).title, known(draft)) == ("Diralat", as_corrected)
    assert actions.take_back(second, by=None) == actions.TakenBack(versions=1)
    assert (now(draft).title, known(draft)) == (headline, as_it_came)
    assert Revision.objects.count() == 5  # nothing of its history is gone
    assert actions.take_back(second, by=None) == actions.TakenBack()
    assert actions.take_back(first, by=None) == actions.TakenBack(1)
    assert (Story.objects.count(), Revision.objects.count()) == (0, 0)


def test_all_that_one_run_made_of_a_story_goes_back_at_once(paper):
    (draft,) = actions.bring_in(a_batch(), [a_copy(1)], by=None)
    as_it_came, batch = known(draft), a_batch()
    for headline in ("Diralat", "Diralat lagi"):
        renewed(draft, batch, headline)
    assert actions.take_back(batch, by=None) == actions.TakenBack(versions=1)
    assert (now(draft).title, known(draft)) == (draft.title, as_it_came)


def test_a_story_that_came_and_was_corrected_in_one_run_goes(paper):
    batch = a_batch()
    (draft,) = actions.bring_in(batch, [a_copy(1)], by=None)
    renewed(draft, batch, "Diralat")
    assert actions.take_back(batch, by=None) == actions.TakenBack(1)


def test_a_version_that_somebody_has_worked_on_stays(paper):
    (draft,) = actions.bring_in(a_batch(), [a_copy(1)], by=None)
    batch = a_batch()
    renewed(draft, batch, "Diralat").save_revision(user=make_user("", Role.REPORTER))
    assert actions.take_back(batch, by=None) == actions.TakenBack(stayed_drafts=[draft.pk])
    assert now(draft).title == "Diralat"


def test_a_public_story_loses_the_version_that_waits_and_keeps_the_one_that_readers_saw(paper):
    waiting, out = actions.take_over(a_batch(), [a_copy(1), a_copy(2)], by=None)
    batch = a_batch()
    renewed(waiting, batch, "Menunggu")
    actions.renew(Story.objects.get(pk=out.pk), a_copy(2, headline="Terbit"), batch, by=None)
    out = publish_at_once(Story.objects.get(pk=out.pk))
    assert actions.take_back(batch, by=None) == actions.TakenBack(versions=1, stayed_public=[out.address])
    assert (now(waiting).title, now(out).title) == (waiting.title, "Terbit")
    waiting = Story.objects.get(pk=waiting.pk)
    assert (waiting.is_public, waiting.has_unpublished_changes, waiting.draft_title) == (True, False, waiting.title)


def test_what_is_taken_back_comes_again(paper):
    (draft,) = actions.bring_in(a_batch(), [a_copy(1)], by=None)
    batch, again = a_batch(), a_copy(1, headline="Diralat")
    actions.renew(Story.objects.get(pk=draft.pk), again, batch, by=None)
    assert known(draft)[0] == digests.of(again)
    actions.take_back(batch, by=None)
    assert known(draft)[0] == digests.of(a_copy(1)) != digests.of(again)


def test_the_history_tells_of_it(paper):
    (draft,) = actions.bring_in(a_batch(), [a_copy(1)], by=None)
    batch, chief = a_batch(), make_user("", Role.CHIEF_EDITOR)
    actions.renew(Story.objects.get(pk=draft.pk), a_copy(1, headline="Diralat"), batch, by=chief)
    actions.take_back(batch, by=chief)
    told = PageLogEntry.objects.filter(page=draft.pk).order_by("pk")
    _as_it_came, new, back = Revision.objects.order_by("pk")
    assert [(entry.action, entry.user, entry.revision) for entry in told] == [
        ("redaksi.renew", chief, new),
        ("redaksi.take_back", chief, back),
    ]
    assert all(entry.message for entry in told)


def test_only_who_may_takes_back(paper):
    with pytest.raises(PermissionDenied):
        actions.take_back(a_batch(), by=make_user("", Role.REPORTER))


def test_that_pictures_are_lacking_is_known_again_too(paper):
    (draft,) = actions.bring_in(a_batch(), [a_copy(1, missing_photos=2)], by=None)
    later = a_batch()
    renewed(draft, later, "Diralat")
    assert SourceId.objects.get().missing_photos == 0
    actions.take_back(later, by=None)
    assert SourceId.objects.get().missing_photos == 2
