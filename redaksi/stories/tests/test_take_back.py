import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Batch, SourceId, Story
from redaksi.stories.tests.builders import make_user
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
    published = actions.publish(Story.objects.get(pk=published.pk), by=None)
    taken = actions.take_back(batch, by=None)
    assert (taken.count, taken.stayed_public) == (1, [public.address, published.address])
    assert Batch.objects.get(pk=batch.pk).story_count == Story.objects.count() == 2


def test_a_draft_that_somebody_works_on_stays_and_is_listed(paper):
    batch = a_batch()
    (draft,) = actions.bring_in(batch, [a_copy(1)], by=None)
    Story.objects.get(pk=draft.pk).save_revision(user=make_user("", Role.REPORTER))
    assert actions.take_back(batch, by=None) == actions.TakenBack(0, [], [draft.pk])


def test_a_story_that_an_earlier_batch_brought_stays(paper):
    (draft,) = actions.bring_in(a_batch(), [a_copy(1)], by=None)
    later = a_batch()
    actions.renew(Story.objects.get(pk=draft.pk), a_copy(1, headline="Diralat"), later, by=None)
    assert actions.take_back(later, by=None).stayed_drafts == [draft.pk]
    assert Story.objects.filter(pk=draft.pk).exists()


def test_only_who_may_takes_back(paper):
    with pytest.raises(PermissionDenied):
        actions.take_back(a_batch(), by=make_user("", Role.REPORTER))
