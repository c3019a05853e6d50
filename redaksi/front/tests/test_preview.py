import pytest

from redaksi.stories.models import Byline, Story, StoryTopic
from redaksi.stories.tests.builders import make_contributor, make_draft, make_section, make_topic

pytestmark = pytest.mark.django_db


def test_the_desk_sees_a_draft_as_readers_would(paper):
    draft = make_draft(make_section("Dunia"), "Masih ditulis", dateline="Minsk")
    answer = draft.make_preview_request()
    assert answer.status_code == 200
    assert "Masih ditulis" in answer.text
    assert '<span class="dateline">Minsk</span>' in answer.text


def test_a_story_that_was_never_saved_can_be_looked_at(paper):
    section = make_section("Dunia")
    story = Story(title="Baru diketik", slug="baru-diketik", depth=section.depth + 1, path=f"{section.path}0001")
    story.set_url_path(section)
    story.bylines = [Byline(contributor=make_contributor("Sisi"))]
    story.story_topics = [StoryTopic(topic=make_topic("Belarus"))]
    answer = story.make_preview_request()
    assert answer.status_code == 200
    for shown in ("Baru diketik", "Sisi", "Belarus", "Berita Terkait"):
        assert shown in answer.text
