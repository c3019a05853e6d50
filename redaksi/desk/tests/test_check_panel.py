import pytest
from django.urls import reverse

from redaksi.stories import actions
from redaksi.stories.models import HouseWord, Override
from redaksi.stories.tests.builders import make_draft

pytestmark = pytest.mark.django_db


def panel(browser, story) -> str:
    return browser.get(reverse("story_checks", args=[story.pk])).json()["html"]


def test_a_misspelt_headline_is_shown_with_its_fix_and_does_not_go_out(dunia, chief, at_desk):
    story = make_draft(dunia, "Rusia Siap Negoisasi dengan Ukraina", texts=["Warga dirumah saja, kata polisi."])
    html = panel(at_desk(chief), story)
    assert [html.count(f'data-fix="{fix}"') for fix in ("Negosiasi", "di rumah")] == [1, 1]
    with pytest.raises(actions.Refused) as refused:
        actions.publish(story, by=None)
    assert [(each.field, each.check) for each in refused.value.reasons] == [("title", "ejaan")]


def test_a_warning_is_gone_past_with_a_reason_and_logged(dunia, editor, reporter, at_desk):
    story = make_draft(dunia, "Warga Tinggal Saja di Desa", texts=["Warga dirumah saja, kata polisi."], by=reporter)
    finding = {"check": "ejaan", "field": "body", "text": "dirumah"}
    finding["message"] = panel(at_desk(editor), story).partition('data-text="dirumah" data-message="')[2].partition('"')[0]
    address = reverse("override_check", args=[story.pk])
    assert at_desk(editor).post(address, {**finding, "reason": " "}).status_code == 400
    assert at_desk(reporter).post(address, {**finding, "reason": "Judul lagu."}).status_code == 400
    assert at_desk(editor).post(address, {**finding, "reason": "Judul lagu."}).status_code == 200
    assert list(Override.objects.values_list("by", "text", "reason")) == [(editor.pk, "dirumah", "Judul lagu.")]
    assert 'data-text="dirumah"' not in panel(at_desk(editor), story)


def test_editors_add_to_the_house_list_and_reporters_do_not(dunia, editor, reporter, at_desk):
    story = make_draft(dunia, "Warga Tinggal Saja di Desa", texts=["Warga dirumah saja, kata polisi."], by=reporter)
    address = reverse("add_house_word", args=[story.pk])
    assert at_desk(reporter).post(address, {"word": "dirumah"}).status_code == 400
    assert at_desk(editor).post(address, {"word": "Dirumah"}).status_code == 200
    assert list(HouseWord.objects.values_list("word", "added_by")) == [("dirumah", editor.pk)]
    assert 'data-text="dirumah"' not in panel(at_desk(editor), story)


def test_a_protected_identity_is_kept_out_on_every_way(dunia, chief):
    story = make_draft(dunia, "Guru Ditahan Polisi di Depok", texts=["Rani Putri (14) kini aman, kata polisi."])
    story.protects_identity, story.protected_words, story.slug = True, "Rani Putri", "rani-putri"
    revision = story.save_revision()
    with pytest.raises(actions.Refused) as refused:
        revision.publish()
    assert {each.check for each in refused.value.reasons} == {"identitas"}
    assert {each.field for each in refused.value.reasons} == {"body", "slug"}
