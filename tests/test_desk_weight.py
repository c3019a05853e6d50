"""What the story form weighs on a slow line: packed as it is served, the first time and every time after it."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from redaksi.staff.groups import Role
from redaksi.stories.tests.builders import make_draft, make_section, make_user

pytestmark = pytest.mark.django_db
KILOBYTE = 1024


def packed(content: bytes) -> int:
    return len(brotli.compress(content, quality=9))


def weigh(client, story, form: str = "wagtailadmin_pages:edit") -> tuple[int, dict[str, int]]:
    """Bytes of the page, and of each file that a browser keeps from then on."""
    page = client.get(reverse(form, args=[story.pk])).content
    found = set(re.findall(r'(?:src|href)="(/static/[^"?]+\.(?:js|css))', page.decode()))
    files = {name: finders.find(name.removeprefix("/static/")) for name in found}
    return packed(page), {name: packed(Path(path).read_bytes()) for name, path in files.items() if path}


@pytest.fixture
def story(paper, client):
    client.force_login(make_user("rani", Role.CHIEF_EDITOR))
    words = " ".join(f"kata{number}" for number in range(500))
    return make_draft(make_section(), texts=[words])


@pytest.fixture
def opened(client, story):
    return weigh(client, story)


def test_a_story_of_500_words_opens_again_with_a_tenth_of_what_a_slow_line_allows(opened):
    page, files = opened
    ours = sum(size for name, size in files.items() if "/desk/" in name)
    assert page < 30 * KILOBYTE
    assert ours < 20 * KILOBYTE


def test_the_first_opening_carries_wagtail_and_neither_table_editor_nor_field_for_tags(opened):
    _page, files = opened
    assert [name for name in files if "table_block" in name or "jquery-ui" in name or "tag-it" in name] == []
    core = ("core.js", "vendor.js", "draftail.js", "jquery-3.6.0.min.js", "core.css")  # without which there is no form
    bundles = sum(size for name, size in files.items() if name.rpartition("/")[2] in core)
    assert sum(files.values()) - bundles < 100 * KILOBYTE


def test_the_lean_form_opens_the_first_time_with_a_tenth_of_what_a_slow_line_allows(client, story):
    page, files = weigh(client, story, "lean_story")
    assert all("/desk/" in name for name in files)
    assert page + sum(files.values()) < 30 * KILOBYTE
