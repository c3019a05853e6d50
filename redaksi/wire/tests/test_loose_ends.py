import json
from contextlib import contextmanager

import pytest

from redaksi.lib import lock
from redaksi.stories.models import Story
from redaksi.wire import intake, loose_ends
from redaksi.wire.tests.test_intake import write

pytestmark = pytest.mark.django_db


def story(name, *points_at):
    also = "".join(f'\n```related\nstory = "{other}"\n```\n' for other in points_at)
    return f'+++\nheadline = "Berita {name}"\nsection = "Dunia"\nid = "{name}"\n+++\n\nIsi berita.\n{also}'


def bring(tmp_path, **stories):
    return intake.bring([write(tmp_path, f"{name}.md", text) for name, text in stories.items()])


def pointed_at(name):
    body = Story.objects.get(title=f"Berita {name}").body.raw_data
    keys = [block["value"]["story"] for block in body if block["type"] == "related"]
    return [Story.objects.get(pk=key).title if key else None for key in keys]


def remembered(home):
    return [tuple(json.loads(line)[:2]) for file in home.imports.glob("*/related.jsonl") for line in file.open()]


def test_a_story_that_comes_in_a_later_run_is_pointed_at(paper, home, tmp_path):
    bring(tmp_path, a=story("a", "b", "c"))
    assert (pointed_at("a"), remembered(home)) == ([None, None], [("manuscript", "b"), ("manuscript", "c")])
    bring(tmp_path, c=story("c"))
    assert (pointed_at("a"), remembered(home)) == ([None, "Berita c"], [("manuscript", "b")])
    bring(tmp_path, b=story("b", "a"))
    assert (pointed_at("a"), pointed_at("b")) == (["Berita b", "Berita c"], ["Berita a"])
    assert list(home.imports.rglob("*.jsonl")) == []


def test_within_one_run_whichever_comes_first(paper, home, tmp_path):
    bring(tmp_path, a=story("a", "b"), b=story("b", "a"))
    assert (pointed_at("a"), pointed_at("b"), remembered(home)) == (["Berita b"], ["Berita a"], [])


def test_what_a_killed_run_remembered_of_stories_that_never_stood_falls_away(paper, home, tmp_path):
    bring(tmp_path, a=story("a", "b"))
    (file,) = home.imports.glob("*/related.jsonl")
    with file.open("a") as lines:
        lines.write('["manuscript", "b", 4711]\n["manuscript"]\n{}\n["manus')
    loose_ends.tie()
    assert len(file.read_text().splitlines()) == 1
    bring(tmp_path, b=story("b"))
    assert (pointed_at("a"), remembered(home)) == (["Berita b"], [])


def test_a_run_that_ends_while_another_ties_finds_nothing_left_to_tie(paper, home, tmp_path, monkeypatch):
    bring(tmp_path, a=story("a", "b"))
    held = lock.held

    @contextmanager
    def held_by_another_first(path):
        monkeypatch.setattr("redaksi.wire.loose_ends.lock.held", held)
        loose_ends.tie()
        with held(path):
            yield

    awaited = write(tmp_path, "b.md", story("b"))
    monkeypatch.setattr("redaksi.wire.loose_ends.lock.held", held_by_another_first)
    assert intake.bring([awaited]).skipped == []
    assert (pointed_at("a"), remembered(home)) == (["Berita b"], [])


def test_a_dry_run_remembers_nothing(paper, home, tmp_path):
    intake.bring([write(tmp_path, "a.md", story("a", "b"))], dry_run=True)
    assert not home.imports.exists()
