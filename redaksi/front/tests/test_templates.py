from pathlib import Path

import pytest

from redaksi.front import stylesheet

TEMPLATES = Path(stylesheet.__file__).with_name("templates")
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "front/components").glob("*.html"))
WITHIN_OTHERS = {
    "files",
    "header",
    "footer",
    "sections",
    "moment",
    "genre",
    "picture",
    "block_heading",
    "story_card",
    "filter_links",
    "feed_links",
    "field",
    "correction",
    "changes",
}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_template_begins_by_telling_what_it_needs(path):
    first_line = path.read_text(encoding="utf-8").splitlines()[0]
    assert "{#" in first_line


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_on_the_pattern_page(name):
    pattern = (TEMPLATES / "front/pattern.html").read_text(encoding="utf-8")
    assert name in WITHIN_OTHERS or f"components/{name}.html" in pattern


@pytest.mark.django_db
def test_the_pattern_page_needs_no_story(paper, client):
    assert client.get("/pola/").status_code == 200


def test_the_page_for_a_breakdown_touches_no_database(rf):
    from django.views.defaults import server_error

    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Ada gangguan" in answer.text
