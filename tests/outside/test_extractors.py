"""Readers that never saw our templates get the story out of the page: headline, byline, date and the whole text."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import trafilatura
from django.utils import timezone

from redaksi.stories import prose

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
pytestmark = pytest.mark.django_db


def words(text: str) -> Counter[str]:
    return Counter("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())


def share_found(story, extracted: str) -> float:
    """Of the words of the body, how many the extractor brought back."""
    body = words(" ".join(prose.paragraphs(story.body.raw_data)))
    return (body & words(extracted)).total() / body.total()


@pytest.fixture
def page(client, story):
    return client.get(story.address).content.decode()


def test_trafilatura_gets_the_whole_story(story, page):
    found = trafilatura.bare_extraction(page, url=f"http://testserver{story.address}", with_metadata=True)
    assert (found.title, found.author, found.date) == (
        story.headline,
        "; ".join(author.name for author in story.authors),
        f"{timezone.localdate(story.published_at)}",
    )
    assert share_found(story, found.text) >= 0.97


@pytest.mark.skipif(not shutil.which("node"), reason="Readability needs Node.js, which is not on this machine")
@pytest.mark.skipif(not (PROJECT / "node_modules/jsdom").is_dir(), reason="Readability is not installed: npm install")
def test_readability_gets_the_whole_story(story, page):
    answer = subprocess.run(
        ["node", HERE / "readability.mjs", f"http://testserver{story.address}"], input=page, capture_output=True, text=True
    )
    assert answer.stderr == ""
    found = json.loads(answer.stdout)
    assert (found["title"], found["byline"]) == (story.headline, ", ".join(author.name for author in story.authors))
    assert found["publishedTime"].startswith(f"{timezone.localdate(story.published_at)}")
    assert share_found(story, found["textContent"]) >= 0.97
