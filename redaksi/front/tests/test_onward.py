import pytest

from redaksi.front import onward
from redaksi.front.tests import editions
from redaksi.press import shown
from redaksi.press.models import Purge
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_section, make_story

pytestmark = pytest.mark.django_db


def test_no_story_is_in_both_lists_nor_the_story_itself(paper):
    story = editions.take_over(30)[7]
    offered = onward.from_story(Story.objects.get(pk=story.pk))
    pks = [offer.story.pk for offer in (*offered.related, *offered.recommended)]
    assert (len(offered.related), len(offered.recommended)) == (4, 6)
    assert len(set(pks)) == 10
    assert story.pk not in pks


def test_both_blocks_are_there_on_a_paper_of_one_story(paper, client):
    page = client.get(make_story(make_section("Dunia")).address).text
    assert page.count("Belum ada isinya.") == 2


def test_a_page_is_made_anew_when_something_else_is_offered_below_it(paper, index):
    first = editions.take_over(3)[0]
    with shown.noted() as noted:
        onward.from_story(Story.objects.get(pk=first.pk))
    assert f"list:near:{first.pk}" in noted
    index.settle()
    assert f"list:near:{first.pk}" in {key for purge in Purge.objects.all() for key in purge.stale}
