from collections.abc import Iterator
from datetime import datetime

import pytest

from redaksi.stories import actions, rules
from redaksi.stories.models import FrontPage, Story
from redaksi.stories.tests.builders import make_draft, make_section, publish_at_once

pytestmark = pytest.mark.django_db


def _no_volcano(story: Story, at: datetime) -> Iterator[rules.Reason]:
    if "gunung" in story.title.lower():
        yield rules.Reason("title", "Nobody has called the observatory.", "volcano")


def test_what_an_upper_package_objects_to_stops_a_story(paper: FrontPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_objections", [])
    rules.also_ask(_no_volcano)
    rules.also_ask(_no_volcano)
    section = make_section()

    with pytest.raises(actions.Refused) as refused:
        publish_at_once(make_draft(section, "Gunung Semeru Meletus"))
    publish_at_once(make_draft(section, "Hujan Turun di Lumajang"))

    assert refused.value.reasons == [rules.Reason("title", "Nobody has called the observatory.", "volcano")]
    assert [story.title for story in Story.objects.published()] == ["Hujan Turun di Lumajang"]


def test_a_full_disk_stops_every_publication(paper: FrontPage, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = make_draft(make_section())
    assert rules.reasons_against_publishing(draft) == []
    monkeypatch.setattr("redaksi.lib.disk.is_nearly_full", lambda _folder: True)
    said = "Diska server penuh: tidak ada yang dapat diterbitkan sampai diska itu dilonggarkan."
    assert rules.reasons_against_publishing(draft) == [rules.Reason("title", said)]
