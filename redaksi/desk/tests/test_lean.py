"""The story form for a phone: the same story, the same rights, the same merging; what it cannot show stays as it is."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from redaksi.stories import actions
from redaksi.stories.models import Photo, Story
from redaksi.stories.tests.builders import image_bytes, make_draft, make_photo, make_story

pytestmark = pytest.mark.django_db


def address(story):
    return reverse("lean_story", args=[story.pk])


def latest(story):
    return Story.objects.get(pk=story.pk).get_latest_revision_as_object()


def opened(browser, story) -> dict:
    """What the form would send if nobody touched it."""
    context = browser.get(address(story)).context
    form, keeping = context["form"], context["keeping"]
    fields = {name: form[name].value() or "" for name in form.fields}
    fields |= {
        "kept": keeping.kept,
        "seen": keeping.seen,
        "base": keeping.base,
        "block": [each.id for each in context["pieces"]],
    }
    return fields | {f"text-{each.id}": each.text for each in context["pieces"] if each.is_text}


def saved_by_itself(browser, story, fields):
    return browser.post(address(story), fields, headers={"accept": "application/json"}).json()


@pytest.fixture
def draft(dunia, reporter):
    """A paragraph with marks, a quote, another paragraph."""
    story = make_draft(dunia, "Banjir di Demak", by=reporter)
    version = latest(story)
    version.body = [
        ("text", "<p>Air <b>naik</b> sejak pagi.</p>"),
        ("quote", {"text": "Kami mengungsi.", "speaker": "Rina"}),
        ("text", "<p>Hujan belum reda.</p>"),
    ]
    version.save_revision(user=reporter)
    return story


def bodies(story):
    return [
        (
            block.block_type,
            re.sub(r' data-block-key="[^"]*"', "", block.value.source) if block.block_type == "text" else block.value["text"],
        )
        for block in latest(story).body
    ]


QUOTE = ("quote", "Kami mengungsi.")


def test_a_form_that_nobody_touched_changes_nothing(draft, reporter, at_desk):
    before = latest(draft).body.get_prep_value()
    browser = at_desk(reporter)
    assert browser.post(address(draft), opened(browser, draft)).url == address(draft)
    assert latest(draft).body.get_prep_value() == before


def test_paragraphs_change_and_what_the_form_does_not_show_stays_in_its_place(draft, reporter, at_desk):
    browser = at_desk(reporter)
    fields = opened(browser, draft)
    first, quote, last = fields["block"]
    assert f"text-{quote}" not in fields
    fields |= {
        "title": "Banjir meluas",
        f"text-{first}": "Air naik lagi sejak pagi.",
        f"text-{last}": "Hujan belum reda.\nWarga cemas.",
    }
    assert saved_by_itself(browser, draft, fields)["success"]
    assert latest(draft).title == "Banjir meluas"
    assert bodies(draft) == [
        ("text", "<p>Air <b>naik</b> lagi sejak pagi.</p>"),
        QUOTE,
        ("text", "<p>Hujan belum reda.</p><p>Warga cemas.</p>"),
    ]


def test_an_emptied_paragraph_goes_and_comes_back_where_it_was(draft, reporter, at_desk):
    browser = at_desk(reporter)
    fields = opened(browser, draft)
    first, _quote, last = fields["block"]
    told = saved_by_itself(browser, draft, fields | {f"text-{first}": "", f"text-{last}": ""})
    assert bodies(draft) == [QUOTE]
    again = {"seen": told["field_updates"]["seen"], "overwrite_revision_id": told["revision_id"]}
    assert saved_by_itself(browser, draft, fields | again | {f"text-{first}": "Air surut.", f"text-{last}": "Warga pulang."})[
        "success"
    ]
    assert bodies(draft) == [("text", "<p>Air surut.</p>"), QUOTE, ("text", "<p>Warga pulang.</p>")]


def test_a_story_that_ends_with_something_else_has_an_empty_field_behind_it(dunia, reporter, at_desk):
    story = make_draft(dunia, texts=[], by=reporter)
    browser = at_desk(reporter)
    fields = opened(browser, story)
    [new] = fields["block"]
    saved_by_itself(browser, story, fields | {f"text-{new}": "Paragraf pertama."})
    assert bodies(story) == [("text", "<p>Paragraf pertama.</p>")]
    assert opened(browser, story)["block"] == [new]


def test_a_form_that_names_no_block_takes_none_away(draft, reporter, at_desk):
    before = latest(draft).body.get_prep_value()
    at_desk(reporter).post(address(draft), {"title": "Banjir", "dek": ""})
    assert latest(draft).body.get_prep_value() == before


@pytest.mark.parametrize("key", ["<script>", "x" * 400, "../..", ""])
def test_a_block_that_nobody_made_is_left_out(draft, reporter, at_desk, key):
    browser = at_desk(reporter)
    fields = opened(browser, draft)
    saved_by_itself(browser, draft, fields | {"block": [*fields["block"], key], f"text-{key}": "Sisipan"})
    assert "Sisipan" not in str(bodies(draft))


def test_two_forms_of_two_kinds_are_brought_together(draft, reporter, editor, at_desk):
    lean, full = at_desk(reporter), at_desk(editor)
    fields = opened(lean, draft)
    first, _quote, _last = fields["block"]
    theirs = latest(draft)
    theirs.dek = "Tiga desa terendam."
    theirs.save_revision(user=editor)
    told = saved_by_itself(lean, draft, fields | {f"text-{first}": "Air naik sejak malam."})
    assert (told["success"], "rani" in told["together"]) == (True, True)
    assert latest(draft).dek == "Tiga desa terendam."
    assert bodies(draft)[0] == ("text", "<p>Air <b>naik</b> sejak malam.</p>")
    assert full.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code == 200


def test_where_both_changed_one_paragraph_nothing_is_saved_before_somebody_chooses(draft, reporter, editor, at_desk):
    browser = at_desk(reporter)
    fields = opened(browser, draft)
    theirs = latest(draft)
    theirs.title = "Banjir besar di Demak"
    theirs.save_revision(user=editor)
    mine = fields | {"title": "Banjir kecil di Demak"}
    assert saved_by_itself(browser, draft, mine)["error_code"] == "invalid_revision"
    asked = browser.post(address(draft), mine)
    assert (asked.context["action_url"], len(asked.context["questions"])) == (address(draft), 1)
    key = asked.context["questions"][0].key
    browser.post(address(draft), mine | {f"choice-{key}": "mine"})
    assert latest(draft).title == "Banjir kecil di Demak"


def test_handing_in_leads_back_here_and_the_form_is_closed_then(draft, reporter, at_desk):
    browser = at_desk(reporter)
    answer = browser.post(address(draft), opened(browser, draft) | {"action-submit": "1"}, follow=True)
    assert answer.redirect_chain == [(address(draft), 302)]
    assert (answer.context["is_locked"], Story.objects.get(pk=draft.pk).workflow_in_progress) == (True, True)
    assert saved_by_itself(browser, draft, {"title": "Lain"})["error_code"] == "locked"


def test_it_lets_nothing_out_past_the_rules(dunia, editor, at_desk):
    story = make_draft(dunia, lead_photo=make_photo(credit=""))
    browser = at_desk(editor)
    answer = browser.post(address(story), opened(browser, story) | {"action-publish": "1"})
    assert answer.context["form"].errors == {"lead_photo": ["Foto “Kapal” belum punya kredit."]}
    assert not Story.objects.published().exists()


def test_a_reporter_lets_nothing_out_by_it(draft, reporter, at_desk):
    browser = at_desk(reporter)
    browser.post(address(draft), opened(browser, draft) | {"action-publish": "1"})
    assert not Story.objects.published().exists()


def test_only_whoever_may_edit_the_story_opens_it(daerah, reporter, editor, at_desk, client):
    story = make_draft(daerah)
    assert client.get(address(story)).url.startswith("/akun/login/")
    for user in (reporter, editor):
        assert at_desk(user).get(address(story)).status_code == 302
        assert at_desk(user).post(address(story), {"title": "x"}).status_code == 302
    assert latest(story).title == story.title


def test_a_photo_is_judged_as_any_and_taken_by_the_story(draft, reporter, at_desk):
    browser, way = at_desk(reporter), reverse("lean_photo", args=[draft.pk])
    fields = {"credit": "Antara/Rina", "description": "Rumah terendam"}
    refused = browser.post(way, {"file": SimpleUploadedFile("a.jpg", b"bukan foto"), **fields})
    assert (refused.status_code, len(refused.json()["errors"])) == (400, 1)
    told = browser.post(way, {"file": SimpleUploadedFile("a.jpg", image_bytes()), **fields}).json()
    photo = Photo.objects.get()
    assert (told, photo.lacks, photo.uploaded_by_user) == ({"id": photo.pk, "title": "Banjir di Demak"}, [], reporter)
    saved_by_itself(browser, draft, opened(browser, draft) | {"lead_photo": photo.pk})
    assert latest(draft).lead_photo == photo


def test_a_headline_begins_a_story(dunia, reporter, at_desk):
    browser = at_desk(reporter)
    answer = browser.post(reverse("begin_lean"), {"section": dunia.pk, "title": "  Gempa di   Palu "})
    story = Story.objects.get()
    assert (answer.url, story.title, story.owner, story.slug) == (address(story), "Gempa di Palu", reporter, "gempa-di-palu")


@pytest.mark.parametrize("fields", [{"title": "   "}, {"title": ""}])
def test_without_a_headline_it_says_so(dunia, reporter, at_desk, fields):
    answer = at_desk(reporter).post(reverse("begin_lean"), {"section": dunia.pk, **fields})
    assert (list(answer.context["form"].errors), Story.objects.count()) == (["title"], 0)


@pytest.mark.parametrize("section", ["", "x", "0", "9" * 30, "²"])
def test_a_section_that_is_none_begins_nothing(dunia, reporter, at_desk, section):
    assert at_desk(reporter).post(reverse("begin_lean"), {"section": section, "title": "Gempa"}).status_code == 404


PHONE = {"user-agent": "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"}


def test_who_writes_on_a_phone_gets_it_and_who_approves_does_not(draft, reporter, editor, at_desk):
    full = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    writer = at_desk(reporter)
    assert writer.get(full).status_code == 200
    assert writer.get(full, headers=PHONE).url == address(draft)
    assert writer.get(reverse("write"), headers=PHONE).url == reverse("begin_lean")
    assert writer.get(full, headers={"save-data": "on"}).url == address(draft)
    assert at_desk(editor).get(full, headers=PHONE).status_code == 200


def test_what_somebody_chose_holds_in_their_browser(draft, reporter, editor, at_desk):
    full = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    for user in (reporter, editor):
        browser = at_desk(user)
        browser.get(address(draft))
        assert browser.get(full).url == address(draft)
        assert browser.get(f"{full}?form=lengkap").status_code == 200
        assert browser.get(full, headers=PHONE).status_code == 200


def test_a_published_story_is_corrected_by_it_and_waits_to_be_read(dunia, editor, at_desk):
    story = make_story(dunia, "Banjir")
    browser = at_desk(editor)
    saved_by_itself(browser, story, opened(browser, story) | {"title": "Banjir surut"})
    assert (Story.objects.get(pk=story.pk).title, latest(story).title) == ("Banjir", "Banjir surut")


def test_a_filed_story_is_read_by_its_editor_here_too(draft, reporter, editor, at_desk):
    actions.file(draft, by=reporter)
    context = at_desk(editor).get(address(draft)).context
    assert (context["is_locked"], context["may_hand_in"]) == (False, False)
