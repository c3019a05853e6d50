"""Two people in one story: what each saves, what both get to see, and what is asked. As browsers would send it."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text

from redaksi.desk.tests.forms import form_of
from redaksi.desk.together import mark_of
from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Byline, Story
from redaksi.stories.seen import OF_THE_STORY
from redaksi.stories.tests.builders import make_contributor, make_draft, make_editor, make_story, make_user

pytestmark = pytest.mark.django_db

AS_AUTOSAVE = {"headers": {"accept": "application/json"}}


class Form:
    """One person's open form of a story: what it carries, and what is typed into it."""

    def __init__(self, browser, story):
        self.browser, self.address = browser, reverse("wagtailadmin_pages:edit", args=[story.pk])
        page = browser.get(self.address)
        self.fields = form_of(page.context["page"])
        body = page.context["page"].body
        for number, block in enumerate(body):
            self.fields[f"body-{number}-id"] = block.id
            self.fields[f"body-{number}-value"] = rich_text(block.value.source)
        for name in ("seen", "base", "kept"):
            self.fields[name] = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]

    def type(self, *paragraphs, **fields):
        if paragraphs:
            self.fields["body-0-value"] = rich_text("".join(f"<p>{each}</p>" for each in paragraphs))
        self.fields |= fields
        return self

    def autosave(self):
        answer = json.loads(self.browser.post(self.address, self.fields, **AS_AUTOSAVE).content)
        if answer["success"]:
            self.fields |= answer["field_updates"] | {"overwrite_revision_id": answer["revision_id"]}
        return answer

    def use(self, button="", **more):
        self.fields.pop("overwrite_revision_id", None)
        return self.browser.post(self.address, self.fields | ({button: "1"} if button else {}) | more)


def latest(story):
    version = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    texts = [re.sub(r' data-block-key="[^"]*"', "", block.value.source) for block in version.body]
    return version.title, "".join(texts)


@pytest.fixture
def story(dunia, reporter):
    return make_draft(dunia, "Delegasi tiba", texts=["Satu.", "Dua.", "Tiga."], by=reporter)


@pytest.fixture
def mine(at_desk, story, editor):
    return Form(at_desk(editor), story)


@pytest.fixture
def theirs(at_desk, story, chief):
    return Form(at_desk(chief), story)


def test_what_two_people_type_in_different_places_is_saved_as_one_again_and_again(story, mine, theirs):
    assert theirs.type("Satu, lengkap.", "Dua.", "Tiga.").autosave().get("together") is None
    theirs.type("Satu, lengkap sekali.", "Dua.", "Tiga.").autosave()
    told = mine.type("Satu.", "Dua.", "Tiga, lengkap.", title="Delegasi tiba di Gomel").autosave()
    assert told["together"] == "bagus juga mengubah naskah ini. Tulisan keduanya disimpan menjadi satu."
    both = ("Delegasi tiba di Gomel", "<p>Satu, lengkap sekali.</p><p>Dua.</p><p>Tiga, lengkap.</p>")
    assert latest(story) == both
    mine.type("Satu.", "Dua.", "Tiga, lengkap betul.").autosave()
    theirs.type("Satu, lengkap sekali.", "Dua, juga.", "Tiga.").autosave()
    mine.type("Satu.", "Dua.", "Tiga, lengkap betul.", "Empat.").autosave()
    whole = "<p>Satu, lengkap sekali.</p><p>Dua, juga.</p><p>Tiga, lengkap betul.</p><p>Empat.</p>"
    assert latest(story) == ("Delegasi tiba di Gomel", whole)


def test_an_autosave_stops_at_the_same_paragraph_and_the_button_asks(story, mine, theirs):
    theirs.type("Satu.", "Dua tewas.", "Tiga.").autosave()
    refused = mine.type("Satu.", "Tiga tewas.", "Tiga.").autosave()
    assert (refused["error_code"], latest(story)[1]) == ("invalid_revision", "<p>Satu.</p><p>Dua tewas.</p><p>Tiga.</p>")
    page = mine.use("action-publish").content.decode()
    assert ("<mark>Tiga</mark> tewas." in page, "<mark>Dua</mark> tewas." in page) == (True, True)
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert (fields["kept"], "action-publish" in fields) == (mine.fields["kept"], False)
    choice = re.search(r'name="(choice-\w+)" value="both"', page)[1]
    assert mine.use(**{choice: "both"}).status_code == 302
    assert latest(story)[1] == "<p>Satu.</p><p>Dua tewas.</p><p>Tiga tewas.</p><p>Tiga.</p>"


def test_a_choice_made_before_they_went_on_writing_is_asked_again(story, mine, theirs):
    theirs.type("Satu.", "Dua tewas.", "Tiga.").autosave()
    page = mine.type("Satu.", "Tiga tewas.", "Tiga.").use().content.decode()
    choice = re.search(r'name="(choice-\w+)" value="mine"', page)[1]
    theirs.type("Satu.", "Dua tewas, satu luka.", "Tiga.").autosave()
    assert "Dua tewas, satu luka." in re.sub("</?mark>", "", mine.use(**{choice: "mine"}).content.decode())


def test_nobody_publishes_what_they_have_not_seen(story, mine, theirs):
    theirs.type("Satu.", "Dua.", "Tiga, menurut polisi.").autosave()
    answer = mine.type(title="Delegasi tiba di Gomel").use("action-publish")
    assert (answer.status_code, answer.url) == (302, mine.address)
    assert not Story.objects.published().exists()
    assert latest(story) == ("Delegasi tiba di Gomel", "<p>Satu.</p><p>Dua.</p><p>Tiga, menurut polisi.</p>")
    shown = mine.browser.get(mine.address)
    said = [str(each) for each in shown.context["messages"]]
    assert any("bacalah, lalu tekan lagi tombolnya" in each for each in said)


def test_a_button_after_the_own_autosaves_works_as_ever(story, mine, editor):
    mine.type("Satu.", "Dua.", "Tiga.", "Empat.").autosave()
    mine.type("Satu.", "Dua.", "Tiga.", "Empat, lengkap.").use("action-publish")
    assert str(Story.objects.published().get().body[0].value).count("<p") == 4


def test_names_added_by_both_are_both_there_and_none_twice(story, at_desk, editor, chief):
    sisi, rina = make_contributor("Sisi"), make_contributor("Rina")
    version = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    version.bylines = [Byline(contributor=sisi, sort_order=0)]
    version.save_revision()
    mine, theirs = Form(at_desk(editor), story), Form(at_desk(chief), story)

    def row(person, **more):
        return {"contributor": person.pk, "role": "reporter", "id": "", "ORDER": "1", "DELETE": "", **more}

    rows = nested_form_data({"bylines": {"TOTAL_FORMS": 2, "INITIAL_FORMS": 0, "0": row(sisi), "1": row(rina, ORDER="2")}})
    theirs.type(**rows).autosave()
    only = nested_form_data({"bylines": {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "0": row(sisi)}})
    for headline in ("Delegasi tiba di Gomel", "Delegasi tiba di Gomel lagi"):
        mine.type(title=headline, **only).autosave()
    version = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    names = [line.contributor.name for line in version.bylines.all()]
    assert (version.title, names) == ("Delegasi tiba di Gomel lagi", ["Sisi", "Rina"])


def test_a_published_story_changed_by_two_stays_as_readers_have_it(dunia, editor, chief, at_desk):
    story = make_story(dunia, texts=["Satu.", "Dua."])
    mine, theirs = Form(at_desk(editor), story), Form(at_desk(chief), story)
    theirs.type("Satu, lengkap.", "Dua.").autosave()
    mine.type("Satu.", "Dua, lengkap.").autosave()
    assert latest(story)[1] == "<p>Satu, lengkap.</p><p>Dua, lengkap.</p>"
    assert "lengkap" not in str(Story.objects.get(pk=story.pk).body)


def test_a_form_of_yesterday_is_brought_together_with_all_that_came_since(story, mine, theirs, daerah, at_desk):
    other = Form(at_desk(make_user("wati", Role.CHIEF_EDITOR)), story)
    theirs.type("Satu, lengkap.", "Dua.", "Tiga.").use()
    other_form = Form(other.browser, story)
    other_form.type("Satu, lengkap.", "Dua.", "Tiga.", "Empat.").use()
    mine.type("Satu.", "Dua, lengkap.", "Tiga.").use()
    assert latest(story)[1] == "<p>Satu, lengkap.</p><p>Dua, lengkap.</p><p>Tiga.</p><p>Empat.</p>"


@pytest.mark.parametrize("seen", ["99999@palsu", "9" * 40 + "@2026-13-45T00:00:00Z", "@", "٣@x"])
def test_where_nobody_knows_any_more_what_a_form_was_opened_with_all_is_asked(seen, story, mine, theirs):
    theirs.type("Satu, lengkap.", "Dua.", "Tiga.").use()
    asked = mine.type("Satu.", "Dua.", "Tiga, lengkap.", base="palsu", seen=seen).use()
    assert asked.content.decode().count("<fieldset") == 1
    assert latest(story)[1] == "<p>Satu, lengkap.</p><p>Dua.</p><p>Tiga.</p>"


def test_a_browser_hears_when_its_text_is_safe(story, mine):
    answer = mine.type("Satu.").use()
    assert answer.cookies["desk_safe"].value == mine.fields["kept"]
    assert mark_of(Story.objects.get().get_latest_revision()) in mine.browser.get(mine.address).content.decode()


def test_a_refused_publication_has_kept_the_text_too(story, mine, editor, at_desk, monkeypatch):
    from redaksi.stories import rules

    monkeypatch.setattr(rules, "_objections", [])
    Story.objects.update(needs_chief=True)
    actions.file(Story.objects.get(), by=editor)
    form = Form(mine.browser, story).type(title="Judul baru", needs_chief="on")
    answer = form.use("action-publish")
    assert (answer.status_code, latest(story)[0], "desk_safe" in answer.cookies) == (302, "Judul baru", True)


def test_whoever_is_logged_out_is_told_so_and_not_sent_away_in_silence(client, paper, editor, at_desk):
    address = reverse("still_here")
    assert (client.get(address).status_code, at_desk(editor).get(address).status_code) == (302, 204)


def test_an_editor_of_another_section_has_no_part_in_it(story, theirs, daerah, at_desk):
    stranger = at_desk(make_editor(daerah, "tomi"))
    assert stranger.post(theirs.address, theirs.fields).status_code == 302
    assert latest(story)[0] == "Delegasi tiba"


def test_every_field_of_the_form_is_brought_together():
    edited = {*Story.get_edit_handler().get_form_class().base_fields} - {"comment_notifications"}
    assert edited & OF_THE_STORY == set()
