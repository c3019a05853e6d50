import pytest

from redaksi.front import onward
from redaksi.front.tests import editions
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
