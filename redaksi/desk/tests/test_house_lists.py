"""The house list and what was gone past, as editors keep and read them."""

import pytest
from django.urls import reverse

from redaksi.desk.checking import Text, checks
from redaksi.desk.checking.house import known_names
from redaksi.stories import actions
from redaksi.stories.models import HouseWord
from redaksi.stories.tests.builders import make_draft

pytestmark = pytest.mark.django_db


def override(story, editor, reason):
    told = {"check": "angka", "field": "body", "text": "136", "message": "136 dan 137"}
    return actions.override(story, editor, reason=reason, **told)


def test_a_word_an_editor_lists_is_doubted_no_more(editor, reporter, at_desk):
    address = reverse("wagtailsnippets_stories_houseword:add")
    assert at_desk(reporter).get(address).status_code == 302
    text = Text("Warga antri", "", [])
    text.names = known_names(text)
    assert [each.text for each in checks.findings(text, ("ejaan",))] == ["antri"]
    at_desk(editor).post(address, {"word": " Antri "})
    text = Text("Warga antri", "", [])
    text.names = known_names(text)
    assert (checks.findings(text, ("ejaan",)), HouseWord.objects.get().word) == ([], "antri")


@pytest.mark.parametrize("number", [1, 15])
def test_what_was_gone_past_is_listed_with_its_reasons_for_editors_of_the_section(
    number, dunia, daerah, editor, chief, reporter, at_desk, django_assert_num_queries
):
    for n in range(number):
        override(make_draft(dunia), editor, f"Alasan {n}.")
    override(make_draft(daerah), chief, "Di daerah lain.")
    address, browser = reverse("overrides"), at_desk(editor)
    browser.get(address)
    with django_assert_num_queries(18):
        page = browser.get(address).content.decode()
    assert (page.count("Alasan "), "Di daerah lain." in page) == (number, False)
    assert at_desk(reporter).get(address).status_code == 302
    assert "Di daerah lain." in at_desk(chief).get(address, {"section": daerah.pk, "check_name": "angka"}).content.decode()
