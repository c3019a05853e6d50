"""Corrections, unverified stories and protection, as the desk's people use them."""

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.stories import actions, ledger
from redaksi.stories.models import Correction, LedgerEntry, ProtectedStory, Story, Unverified
from redaksi.stories.tests.builders import make_editor, make_story

pytestmark = pytest.mark.django_db

BOXES = {
    "public_interest": "Warga harus mengungsi sebelum malam.",
    "source": "Kepala BPBD, disebut nama.",
    "unreachable": "Tiga kali ditelepon.",
    "is_told": "on",
}


@pytest.fixture
def story(dunia):
    return make_story(dunia, texts=["Api membakar empat gudang."])


@pytest.fixture
def second(dunia):
    return make_editor(dunia, "dedi")


def said(answer):
    return answer.content.decode()


def test_a_correction_is_written_read_by_another_and_posted(story, editor, second, at_desk):
    draft = story.get_latest_revision_as_object()
    draft.body = [("text", "<p>Api membakar lima gudang.</p>")]
    draft.save_revision(user=editor)
    address = reverse("correct_story", args=[story.pk])
    at_desk(editor).post(address, {"form": "ralat", "text": "Lima gudang, bukan empat.", "is_serious": "on"})
    waiting = Correction.objects.get()
    assert 'id="waiting-corrections"' in said(at_desk(second).get("/admin/"))
    page = said(at_desk(second).get(address))
    assert "Lima gudang, bukan empat." in page
    assert "<del>Api membakar empat gudang.</del>" in page
    at_desk(second).post(reverse("post_correction", args=[waiting.pk]))
    assert LedgerEntry.objects.get().said["approved_by"] == "dedi"
    assert "Lima gudang, bukan empat." in said(Client().get(story.address))
    assert 'id="waiting-corrections"' not in said(at_desk(second).get("/admin/"))


def test_who_wrote_it_is_told_why_it_cannot_be_posted(story, editor, second, at_desk):
    waiting = actions.write_correction(story, editor, "ralat", "Salah.")
    answer = at_desk(editor).post(reverse("post_correction", args=[waiting.pk]), follow=True)
    assert "harus dibaca dulu oleh orang lain" in said(answer)
    assert not LedgerEntry.objects.exists()


def test_an_empty_correction_comes_back_with_what_was_typed(story, editor, at_desk):
    answer = at_desk(editor).post(reverse("correct_story", args=[story.pk]), {"form": "koreksi", "text": " "})
    assert list(answer.context["form"].errors) == ["text"]
    assert not Correction.objects.exists()


def test_strangers_to_the_section_get_no_form(story, dunia, at_desk):
    from redaksi.stories.tests.builders import make_section

    stranger = make_editor(make_section("Budaya"))
    for name in ("correct_story", "declare_unverified", "protect_story", "withdraw_story"):
        assert at_desk(stranger).get(reverse(name, args=[story.pk])).status_code in (302, 403)


def test_all_four_boxes_or_none_and_the_task_stays_open_until_an_update(story, dunia, editor, at_desk):
    address = reverse("declare_unverified", args=[story.pk])
    boxes = {**BOXES, "owner": editor.pk}
    for left_out in BOXES:
        answer = at_desk(editor).post(address, {name: value for name, value in boxes.items() if name != left_out})
        assert list(answer.context["form"].errors) == [left_out]
    at_desk(editor).post(address, boxes)
    assert Unverified.objects.get().is_told
    assert 'class="unverified"' in said(Client().get(story.address))
    assert 'id="to-verify"' in said(at_desk(editor).get("/admin/"))
    verify = reverse("verify_story", args=[story.pk])
    assert at_desk(editor).get(address)["Location"] == verify
    assert "Kepala BPBD, disebut nama." in said(at_desk(editor).get(verify))
    refused = at_desk(editor).post(verify, {"update": story.pk})
    assert "berita tersendiri" in said(refused)
    update = make_story(dunia, "Hasil pemeriksaan")
    at_desk(editor).post(verify, {"update": update.pk})
    assert Unverified.objects.get().update_story == update
    assert 'id="to-verify"' not in said(at_desk(editor).get("/admin/"))


def test_the_task_is_handed_on(story, editor, second, at_desk):
    actions.declare_unverified(story, editor, owner=editor, **{name: BOXES[name] for name in list(BOXES)[:3]})
    at_desk(editor).post(reverse("verify_story", args=[story.pk]), {"owner": second.pk})
    assert Unverified.objects.get().owner == second


def test_the_chief_protects_looks_and_erases(story, chief, editor, at_desk):
    actions.withdraw(story, chief, "child", "Menyebut nama.")
    address = reverse("protect_story", args=[story.pk])
    assert at_desk(editor).get(address).status_code in (302, 403)
    at_desk(chief).post(address, {"ground": "child"})
    assert story.title in said(at_desk(chief).get(address))
    assert Story.objects.get().title != story.title
    at_desk(editor).post(reverse("erase_story", args=[story.pk]))
    assert not ProtectedStory.objects.get().erased_at
    at_desk(chief).post(reverse("erase_story", args=[story.pk]))
    assert ProtectedStory.objects.get().erased_at
    assert story.title not in said(at_desk(chief).get(address))


def test_the_desk_sees_the_chain_and_proves_it(story, editor, second, chief, at_desk):
    entry = actions.post_correction(actions.write_correction(story, editor, "ralat", "Bukan Budi."), second)
    page = said(at_desk(editor).get(reverse("ledger_at_desk")))
    assert entry.digest in page
    assert reverse("mask_entry", args=[entry.number]) not in page
    assert "Rantai ini utuh" in said(at_desk(editor).get(reverse("ledger_at_desk") + "?periksa"))
    at_desk(chief).post(reverse("mask_entry", args=[entry.number]), {"ground": "bukan-alasan"})
    assert ledger.head() == entry
    at_desk(chief).post(reverse("mask_entry", args=[entry.number]), {"ground": "victim"})
    assert "Bukan Budi." not in said(at_desk(chief).get(reverse("ledger_at_desk")))
    at_desk(chief).post(reverse("erase_entry", args=[entry.number]))
    assert ledger.verify() == []
    assert LedgerEntry.objects.get(number=entry.number).is_erased


def test_the_ledger_asks_as_often_for_three_entries_as_for_forty(story, editor, second, at_desk, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = at_desk(editor), reverse("ledger_at_desk")
    for number in range(3):
        ledger.append("correction", story, {"form": "ralat"}, {"text": f"Ke-{number}"})
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for number in range(37):
        ledger.append("correction", story, {"form": "ralat"}, {"text": f"Ke-{number}"})
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_a_withdrawal_offers_no_ground_from_outside_and_none_of_the_clock(story, chief, at_desk):
    page = at_desk(chief).get(reverse("withdraw_story", args=[story.pk]))
    assert "ran-out" not in [value for value, _label in page.context["form"].fields["ground"].choices]
    refused = at_desk(chief).post(reverse("withdraw_story", args=[story.pk]), {"ground": "ran-out", "reason": "x"})
    assert list(refused.context["form"].errors) == ["ground"]
