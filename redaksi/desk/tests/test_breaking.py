"""An editor sends what readers may see as breaking news, once; nobody else, and nothing else."""

import pytest
from django.urls import reverse

from redaksi.audience.models import Push
from redaksi.stories.models import Paper, Story
from redaksi.stories.tests.builders import make_draft, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offered(paper):
    paper = Paper.load()
    paper.offers_push = True
    paper.save()
    return paper


def address(story):
    return reverse("tell_browsers", args=[story.pk])


def editing(browser, story):
    return browser.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).text


def test_an_editor_sends_a_story_once(dunia, editor, at_desk):
    story, browser = make_story(dunia), at_desk(editor)
    assert address(story) in editing(browser, story)
    assert browser.get(address(story)).status_code == 200
    for _time in range(2):
        assert browser.post(address(story)).status_code == 302
    assert Push.objects.get().story_id == story.pk
    assert "tidak dikirim dua kali" in browser.get(address(story)).text


def test_a_reporter_sends_nothing(dunia, reporter, at_desk):
    story, browser = make_story(dunia), at_desk(reporter)
    browser.post(address(story))
    assert Push.objects.count() == 0


def test_what_readers_do_not_see_is_not_sent(dunia, editor, at_desk):
    draft, taken_back, browser = make_draft(dunia), make_story(dunia, "Ditarik"), at_desk(editor)
    Story.objects.filter(pk=taken_back.pk).update(is_public=False)
    for story in (draft, taken_back):
        browser.post(address(story))
        assert address(story) not in editing(browser, story)
    assert Push.objects.count() == 0


def test_nothing_is_offered_where_it_is_off(dunia, editor, at_desk, offered):
    offered.offers_push = False
    offered.save()
    story, browser = make_story(dunia), at_desk(editor)
    browser.post(address(story))
    assert address(story) not in editing(browser, story)
    assert Push.objects.count() == 0
