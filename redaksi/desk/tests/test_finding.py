import pytest
from wagtail.models import Page

from redaksi.stories import actions
from redaksi.stories.copy import StoryCopy
from redaksi.stories.models import Batch

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("arrive", [actions.take_over, actions.bring_in])
def test_the_desk_finds_what_came_in_by_the_batch(paper, django_capture_on_commit_callbacks, arrive):
    copies = [StoryCopy("Mercusuar dinyalakan lagi", section="Daerah"), StoryCopy("Pasar pindah", section="Daerah")]
    with django_capture_on_commit_callbacks(execute=True):
        arrive(Batch.objects.create(source="uji"), copies, by=None)
    assert [page.title for page in Page.objects.search("mercusuar")] == ["Mercusuar dinyalakan lagi"]
