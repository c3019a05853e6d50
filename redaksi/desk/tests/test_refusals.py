"""Every way round the rules that the admin has, tried: each ends in a message, none in an error, none in print."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redaksi.desk.tests.forms import form_of, story_form
from redaksi.staff.groups import Role
from redaksi.staff.models import User
from redaksi.stories import actions
from redaksi.stories.models import Photo, Section, Story
from redaksi.stories.tests.builders import make_draft, make_editor, make_photo, make_story, make_user, publish_at_once

pytestmark = pytest.mark.django_db

NO_CREDIT = "Foto “Kapal” belum punya kredit."


def page_url(name, page, *more):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more])


def bulk_url(action, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?{ids}&next=/admin/"


def said(response) -> list[str]:
    return [str(message).partition("\n")[0] for message in response.context["messages"]]


@pytest.fixture
def root(chief):
    chief.is_superuser = True
    chief.save()
    return chief


def test_publishing_without_a_credit_shows_the_reason_at_its_field_and_loses_nothing(dunia, editor, at_desk):
    draft = make_draft(dunia, lead_photo=make_photo(credit=""))
    fields = form_of(draft, **{"action-publish": "1"}) | {"title": "Judul baru"}
    answer = at_desk(editor).post(page_url("edit", draft), fields)
    assert answer.context["form"].errors == {"lead_photo": [NO_CREDIT]}
    assert answer.context["form"]["title"].value() == "Judul baru"
    assert NO_CREDIT in answer.content.decode()
    assert not Story.objects.published().exists()


def test_a_draft_with_such_a_photo_is_saved_all_the_same(dunia, editor, at_desk):
    draft = make_draft(dunia, lead_photo=make_photo(credit=""))
    at_desk(editor).post(page_url("edit", draft), form_of(draft) | {"title": "Judul baru"})
    assert Story.objects.get(pk=draft.pk).get_latest_revision_as_object().title == "Judul baru"


def test_an_embargo_stops_at_its_field(dunia, editor, at_desk):
    draft = make_draft(dunia)
    until = timezone.localtime() + timedelta(hours=3)
    fields = form_of(draft, embargoed_until=f"{until:%Y-%m-%d %H:%M}", **{"action-publish": "1"})
    answer = at_desk(editor).post(page_url("edit", draft), fields)
    assert list(answer.context["form"].errors) == ["embargoed_until"]
    later = f"{until + timedelta(hours=1):%Y-%m-%d %H:%M}"
    answer = at_desk(editor).post(page_url("edit", draft), fields | {"go_live_at": later}, follow=True)
    assert "“Kebakaran di pelabuhan” dijadwalkan tayang." in said(answer)
    assert Story.objects.get(pk=draft.pk).approved_schedule


def test_approving_in_the_form_is_stopped_like_publishing(dunia, reporter, editor, at_desk):
    draft = make_draft(dunia, lead_photo=make_photo(credit=""), by=reporter)
    actions.file(draft, by=reporter)
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    answer = at_desk(editor).post(page_url("edit", draft), form_of(draft, **approval))
    assert answer.context["form"].errors == {"lead_photo": [NO_CREDIT]}
    assert Story.objects.get(pk=draft.pk).workflow_in_progress


def test_handing_in_is_never_stopped_by_a_photo_but_warned_of_it(dunia, reporter, at_desk):
    draft = make_draft(dunia, lead_photo=make_photo(credit=""), by=reporter)
    answer = at_desk(reporter).post(page_url("edit", draft), form_of(draft, **{"action-submit": "1"}), follow=True)
    assert NO_CREDIT in said(answer)
    assert Story.objects.get(pk=draft.pk).workflow_in_progress


@pytest.mark.parametrize("by_dialog", [False, True])
def test_approving_from_a_list_tells_why_not(dunia, reporter, editor, at_desk, by_dialog):
    draft = make_draft(dunia, lead_photo=make_photo(credit=""), by=reporter)
    state = actions.file(draft, by=reporter).current_task_state
    browser = at_desk(editor)
    headers = {"referer": "http://testserver/admin/reports/workflow/"}
    if by_dialog:
        headers["x-requested-with"] = "XMLHttpRequest"
    answer = browser.post(page_url("workflow_action", draft, "approve", state.pk), headers=headers)
    way_back = answer.json()["redirect"] if by_dialog else answer.url
    assert way_back == "http://testserver/admin/reports/workflow/"
    assert NO_CREDIT in said(browser.get("/admin/"))
    assert not Story.objects.published().exists()


def test_bulk_publishing_stops_at_the_first_that_may_not_go_out_and_publishes_none(dunia, editor, at_desk):
    good, bad = make_draft(dunia, "Baik"), make_draft(dunia, "Buruk", lead_photo=make_photo(credit=""))
    answer = at_desk(editor).post(bulk_url("publish", good, bad), follow=True)
    assert NO_CREDIT in said(answer)
    assert not Story.objects.published().exists()


def test_publishing_an_old_version_goes_by_the_rules_too(dunia, editor, at_desk):
    draft = make_draft(dunia, lead_photo=make_photo(credit=""))
    old = draft.get_latest_revision()
    way = page_url("revisions_revert", draft, old.pk)
    answer = at_desk(editor).post(way, form_of(draft, **{"action-publish": "1"}))
    assert answer.context["form"].errors == {"lead_photo": [NO_CREDIT]}
    Photo.objects.update(credit="Antara/Rina")
    at_desk(editor).post(way, form_of(draft, **{"action-publish": "1"}))
    assert Story.objects.get(pk=draft.pk).address


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_a_story_with_readers_is_neither_unpublished_nor_deleted_by_anybody(dunia, root, at_desk, action):
    story, browser = make_story(dunia), at_desk(root)
    browser.post(page_url(action, story), follow=True)
    assert said(browser.post(bulk_url(action, story), follow=True))[0].startswith("0 halaman")
    assert list(Story.objects.published()) == [story]
    assert Story.objects.get(pk=story.pk).live


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_no_section_takes_its_stories_with_it(dunia, root, at_desk, action):
    story, browser = make_story(dunia), at_desk(root)
    whole = {"include_descendants": "on", "confirm_site_name": "Redaksi"}
    for page in (dunia, dunia.get_parent()):
        assert said(browser.post(page_url(action, page), whole, follow=True)) != []
        assert said(browser.post(bulk_url(action, page), whole, follow=True)) != []
    assert Section.objects.get(pk=dunia.pk).live
    assert Story.objects.get(pk=story.pk).live


def test_a_story_is_not_copied_nor_a_section_with_stories(dunia, root, at_desk):
    story, browser = make_story(dunia), at_desk(root)
    for page in (story, dunia):
        answer = browser.post(page_url("copy", page), {"new_title": "Dua", "new_slug": "dua"}, follow=True)
        assert "Berita tidak disalin: alamat dan nomornya hanya satu." in said(answer)
    assert Story.objects.count() == 1


def test_wagtails_actions_over_its_api_are_closed(dunia, root, at_desk):
    draft, browser = make_draft(dunia), at_desk(root)
    for action in ("publish", "unpublish", "delete", "copy", "create_alias"):
        assert browser.post(f"/admin/api/main/pages/{draft.pk}/action/{action}/").status_code == 404
    assert browser.get("/admin/api/main/pages/").status_code == 200
    assert not Story.objects.published().exists()


def test_a_photo_in_a_story_is_not_deleted(dunia, root, at_desk):
    photo = make_photo()
    make_draft(dunia, lead_photo=photo)
    browser = at_desk(root)
    bulk = reverse("wagtail_bulk_action", args=["stories", "photo", "delete"])
    for way in (reverse("wagtailimages:delete", args=[photo.pk]), f"{bulk}?id={photo.pk}&next=/admin/"):
        answer = browser.post(way, follow=True)
        told = [str(message) for message in answer.context["messages"]]
        assert told == ["Masih dipakai oleh “Kebakaran di pelabuhan”, jadi tidak ada yang dihapus."]
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_wagtails_own_clock_stops_at_no_story(dunia, time_machine):
    draft = make_draft(dunia)
    soon = timezone.now() + timedelta(minutes=5)
    publish_at_once(draft, at=soon)
    time_machine.move_to(soon + timedelta(seconds=1))
    call_command("publish_scheduled")
    assert Story.objects.get(pk=draft.pk).address


def test_the_story_form_offers_no_expiry_that_would_take_a_story_down_in_silence():
    assert "expire_at" not in Story.get_edit_handler().get_form_class().base_fields


def test_a_refusal_leads_back_only_to_our_own_pages(dunia, editor, at_desk):
    draft = make_draft(dunia, lead_photo=make_photo(credit=""))
    headers = {"referer": "https://jahat.test/admin/"}
    answer = at_desk(editor).post(bulk_url("publish", draft), headers=headers)
    assert answer.url == "/admin/"


@pytest.mark.parametrize(
    ("headline", "slug"), [("Delegasi <b>tiba</b>", "delegasi-btibab"), ("!!!", "tanpa-nama"), ("会談", "huitan")]
)
def test_a_story_handed_in_without_an_address_gets_one_from_its_headline(dunia, at_desk, headline, slug):
    reporter = make_user("sisi", Role.REPORTER)
    form = story_form(headline, slug="") | {"action-submit": "1"}
    at_desk(reporter).post(reverse("wagtailadmin_pages:add", args=["stories", "story", dunia.pk]), form)
    story = Story.objects.get()
    assert (story.slug, story.workflow_in_progress) == (slug, True)


def test_a_second_story_of_the_same_headline_finds_a_free_address(dunia, editor, at_desk):
    make_draft(dunia, "Banjir", slug="banjir")
    second = make_draft(dunia, "Banjir", slug="lain")
    at_desk(editor).post(page_url("edit", second), form_of(second) | {"slug": "banjir"})
    assert Story.objects.get(pk=second.pk).get_latest_revision_as_object().slug == "banjir-2"


def test_a_stranger_reaches_nothing_of_the_desk(dunia):
    for way in ("/admin/", "/admin/tulis/", "/admin/naskah/1/cabut/", "/admin/foto-belum-lengkap/"):
        assert Client().get(way).url == f"/akun/login/?next={way}"


def own_story(dunia, editor):
    """Written and handed in by an editor, where a colleague could read it."""
    make_editor(dunia, "budi")
    draft = make_draft(dunia, by=editor)
    draft.save_revision(user=editor)
    actions.file(draft, by=editor)
    return Story.objects.get(pk=draft.pk)


def wagtails_ways_out(draft) -> dict:
    """(address, what is sent) of each way that Wagtail has to let a story out now or later."""
    state, soon = draft.current_workflow_task_state, timezone.localtime() + timedelta(hours=1)
    publish, approve = {"action-publish": "1"}, {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return {
        "the form": (page_url("edit", draft), form_of(draft, **publish)),
        "the form, later": (page_url("edit", draft), form_of(draft, go_live_at=f"{soon:%Y-%m-%d %H:%M}", **publish)),
        "the form, approving": (page_url("edit", draft), form_of(draft, **approve)),
        "the flash lane": (page_url("edit", draft), form_of(draft, **{"action-publish": "flash"})),
        "the lean form": (reverse("lean_story", args=[draft.pk]), form_of(draft, **publish)),
        "the list's button": (page_url("workflow_action", draft, "approve", state.pk), {}),
        "many at once": (bulk_url("publish", draft), {}),
        "an old version": (page_url("revisions_revert", draft, draft.get_latest_revision().pk), form_of(draft, **publish)),
        "the api": (f"/admin/api/main/pages/{draft.pk}/action/publish/", {}),
        "the api's versions": (f"/admin/api/main/pages/{draft.pk}/action/revert_to_page_revision/", {}),
        "the api's twins": (f"/admin/api/main/pages/{draft.pk}/action/create_alias/", {}),
        "the end of its reading": (page_url("confirm_workflow_cancellation", draft), publish),
    }


def test_no_way_of_wagtails_lets_out_what_only_its_writer_has_read(dunia, editor, at_desk, time_machine):
    draft, browser = own_story(dunia, editor), at_desk(editor)
    for name, (address, sent) in wagtails_ways_out(draft).items():
        assert browser.post(address, sent).status_code < 500, name
        is_planned = Story.objects.get(pk=draft.pk).approved_schedule
        assert (name, Story.objects.published().exists(), is_planned) == (name, False, False)
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    call_command("publish_scheduled")
    assert (actions.publish_due(), Story.objects.published().exists()) == ([], False)


@pytest.mark.parametrize("way", ["the form, approving", "the list's button"])
def test_a_colleague_lets_it_out_by_the_same_buttons(dunia, editor, at_desk, way):
    draft = own_story(dunia, editor)
    at_desk(User.objects.get(username="budi")).post(*wagtails_ways_out(draft)[way])
    assert list(Story.objects.published()) == [draft]


def test_wagtails_button_takes_a_story_off_its_plan_for_who_may_and_it_stays_in(
    dunia, reporter, editor, chief, at_desk, time_machine
):
    draft, soon = make_draft(dunia, by=reporter), timezone.now() + timedelta(minutes=5)
    actions.publish(draft, by=editor, at=soon)
    planned = Story.objects.get(pk=draft.pk).scheduled_revision
    way = page_url("revisions_unschedule", draft, planned.pk)
    at_desk(reporter).post(way)
    assert Story.objects.get(pk=draft.pk).scheduled_revision == planned
    at_desk(chief).post(way)
    time_machine.move_to(soon + timedelta(seconds=1))
    assert (actions.publish_due(), Story.objects.published().exists()) == ([], False)
