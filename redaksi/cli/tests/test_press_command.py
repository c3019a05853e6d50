import json

import pytest
from click.testing import CliRunner

from redaksi.cli.command_line import redaksi
from redaksi.stories.models import Paper
from redaksi.stories.tests.builders import make_section, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(paper, monkeypatch, settings):
    monkeypatch.setattr("redaksi.cli.installation.prepare", lambda **how: None)
    monkeypatch.setattr("redaksi.press.gate.html_checker.jar", lambda named: None)
    settings.SITE_URL = "http://testserver"
    Paper.load().save()
    return lambda *words: CliRunner().invoke(redaksi, ["press", "check", *words])


def test_a_feed_that_is_right_is_passed(run):
    make_story(make_section("Dunia"))
    answer = run("/feed/", "--json")
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output) == {"ok": True, "checked": 1, "html": False, "findings": []}


def test_what_is_wrong_is_told_with_its_address_and_rule(run):
    answer = run("/tidak-ada/")
    assert answer.exit_code == 1
    assert answer.output.splitlines()[:3] == [
        "http://testserver/tidak-ada/",
        "    status: menjawab 404",
        "1 checked, 1 wrong.",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name one address"),
        (("/feed/", "--all"), "Name one address"),
        (("https://lain.test/",), "not an address of this site"),
    ],
)
def test_what_cannot_be_checked_is_said_in_a_line(run, words, said):
    answer = run(*words)
    assert answer.exit_code == 1
    assert said in answer.output
