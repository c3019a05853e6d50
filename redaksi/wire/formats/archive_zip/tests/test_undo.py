"""`redaksi import --undo` of a run in which an archive of our own came back."""

import pytest
from wagtail.models import Page, Revision

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Batch, Story
from redaksi.stories.tests.builders import make_draft, make_section, make_story, make_user
from redaksi.wire import reinstating

from .test_archive_zip import empty_the_paper, everything, export

pytestmark = pytest.mark.django_db


@pytest.fixture
def come_back(paper, tmp_path):
    """One that readers see and two that they do not, back on another machine; the archive and the run."""
    chief, section = make_user("pemred", Role.CHIEF_EDITOR), make_section()
    make_story(section, "Terbit")
    for headline in ("Belum terbit", "Belum terbit juga"):
        make_draft(section, headline, by=chief).save_revision(user=chief)
    path, _written = export(tmp_path)
    empty_the_paper()
    return path, Batch.objects.get(uid=reinstating.bring_back([path]).batch)


def test_drafts_go_with_their_versions_and_what_readers_see_stays(come_back):
    path, run = come_back
    before = everything()
    public = Story.objects.get(is_public=True)
    assert actions.take_back(run, by=None) == actions.TakenBack(2, stayed_public=[public.address])
    assert list(Story.objects.all()) == [public]
    assert set(Revision.objects.values_list("object_id", flat=True)) == {str(public.pk)}
    assert Page.find_problems() == ([], [], [], [], [])
    again = reinstating.bring_back([path])
    assert (again.stories, again.unchanged, everything()) == (2, 1, before)


def test_a_draft_that_somebody_went_on_writing_stays(come_back):
    _path, run = come_back
    draft = Story.objects.get(title="Belum terbit")
    draft.get_latest_revision_as_object().save_revision(user=make_user("sari", Role.REPORTER))
    taken = actions.take_back(run, by=None)
    assert (taken.count, taken.stayed_drafts) == (1, [draft.pk])
    assert draft.revisions.count() == 3
