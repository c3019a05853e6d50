"""What the names of the groups promise, tried from the browser's side."""

import pytest
from django.urls import reverse

from redaksi.desk.snippets import TopicViewSet
from redaksi.desk.tests.forms import form_of, story_form
from redaksi.staff.groups import Role, group_of
from redaksi.stories import actions
from redaksi.stories.models import Story, Topic
from redaksi.stories.tests.builders import make_draft, make_photo, make_story

pytestmark = pytest.mark.django_db


def edit_url(story):
    return reverse("wagtailadmin_pages:edit", args=[story.pk])


def add_url(section):
    return reverse("wagtailadmin_pages:add", args=["stories", "story", section.pk])


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_reporter_writes_and_hands_in_but_sees_no_publish_button(dunia, reporter, at_desk):
    browser = at_desk(reporter)
    page = browser.get(add_url(dunia)).content.decode()
    assert "action-submit" in page
    assert "action-publish" not in page
    browser.post(add_url(dunia), story_form("Kebakaran di pelabuhan", **{"action-submit": "1"}))
    story = Story.objects.get()
    assert (story.title, story.owner, story.is_public, story.workflow_in_progress) == (
        "Kebakaran di pelabuhan",
        reporter,
        False,
        True,
    )


def test_a_reporter_who_sends_the_publish_button_anyway_saves_a_draft_and_is_told(dunia, reporter, at_desk):
    browser = at_desk(reporter)
    answer = browser.post(add_url(dunia), story_form("Kebakaran", **{"action-publish": "1"}), follow=True)
    assert "Anda tidak berwenang menayangkan di rubrik ini; tulisan Anda tersimpan sebagai konsep." in said(answer)
    draft = Story.objects.get()
    browser.post(edit_url(draft), form_of(draft, **{"action-publish": "1"}))
    assert not Story.objects.published().exists()


def test_a_reporter_does_not_open_the_story_of_a_colleague(dunia, reporter, chief, at_desk):
    story = make_draft(dunia, by=chief)
    assert at_desk(reporter).get(edit_url(story)).url == reverse("wagtailadmin_home")


def test_a_section_editor_publishes_in_that_section_and_no_other(dunia, daerah, editor, at_desk):
    here, elsewhere = make_draft(dunia, "Di sini"), make_draft(daerah, "Di sana")
    browser = at_desk(editor)
    assert "action-publish" in browser.get(edit_url(here)).content.decode()
    browser.post(edit_url(here), form_of(here, **{"action-publish": "1"}))
    browser.post(edit_url(elsewhere), form_of(elsewhere, **{"action-publish": "1"}))
    assert [story.title for story in Story.objects.published()] == ["Di sini"]
    assert Story.objects.get(pk=here.pk).address


def test_a_section_editor_approves_what_was_handed_in(dunia, reporter, editor, at_desk):
    story = make_draft(dunia, by=reporter)
    actions.file(story, by=reporter)
    page = at_desk(editor).get(edit_url(story)).content.decode()
    assert "Setujui dan tayangkan" in page
    assert "action-publish" not in page
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    at_desk(editor).post(edit_url(story), form_of(story, **approval))
    story = Story.objects.get(pk=story.pk)
    assert (story.is_public, bool(story.address), story.workflow_in_progress) == (True, True, False)


def test_a_reporter_cannot_change_what_an_editor_is_reading(dunia, reporter, at_desk):
    story = make_draft(dunia, by=reporter)
    actions.file(story, by=reporter)
    at_desk(reporter).post(edit_url(story), form_of(story) | {"title": "Diubah diam-diam"})
    assert Story.objects.get(pk=story.pk).get_latest_revision_as_object().title == "Kebakaran di pelabuhan"


def test_the_photo_desk_completes_photos_and_opens_no_story(dunia, photo_desk, at_desk):
    browser = at_desk(photo_desk)
    photo, story = make_photo(credit=""), make_draft(dunia)
    assert browser.get(reverse("wagtailimages:edit", args=[photo.pk])).status_code == 200
    assert browser.get(reverse("wagtailimages:index")).status_code == 200
    assert browser.get(edit_url(story)).url == reverse("wagtailadmin_home")
    assert browser.get(reverse("write")).url == reverse("wagtailadmin_home")


def test_the_administrator_keeps_people_and_rights_but_publishes_nothing(dunia, admin, reporter, at_desk):
    browser = at_desk(admin)
    for name, args in (
        ("wagtailusers_users:index", []),
        ("wagtailusers_users:edit", [reporter.pk]),
        ("wagtailusers_groups:index", []),
        ("wagtailsnippets_stories_sectionright:list", []),
        ("wagtailsnippets_stories_sectionright:add", []),
        ("wagtailsettings:edit", ["stories", "paper"]),
    ):
        assert browser.get(reverse(name, args=args), follow=True).status_code == 200, name
        assert browser.get(reverse(name, args=args)).headers.get("location") != reverse("wagtailadmin_home"), name
    story = make_draft(dunia)
    assert browser.post(edit_url(story), form_of(story, **{"action-publish": "1"})).url == reverse("wagtailadmin_home")


def test_a_reporter_reaches_neither_people_nor_rights_nor_settings(reporter, at_desk):
    browser = at_desk(reporter)
    for name, args in (
        ("wagtailusers_users:index", []),
        ("wagtailusers_groups:index", []),
        ("wagtailsnippets_stories_sectionright:list", []),
        ("wagtailsettings:edit", ["stories", "paper"]),
        ("wagtailredirects:index", []),
    ):
        assert browser.get(reverse(name, args=args)).status_code == 302, name


def test_a_reporter_adds_a_topic_while_writing_but_changes_none(reporter, at_desk):
    browser = at_desk(reporter)
    add = reverse(TopicViewSet().chooser_viewset.get_url_name("create"))
    browser.post(add, {"topic-chooser-create-form-name": "Minsk", "topic-chooser-create-form-kind": "place"})
    browser.post(add, {"name": "Minsk", "kind": "place"})
    topic = Topic.objects.get(name="Minsk")
    assert browser.get(reverse("wagtailsnippets_stories_topic:edit", args=[topic.pk])).status_code == 302


def test_only_a_chief_editor_finds_the_way_to_withdraw_and_only_where_readers_are(dunia, editor, chief, at_desk):
    story, draft = make_story(dunia), make_draft(dunia, "Draf")
    way = reverse("withdraw_story", args=[story.pk])
    assert way in at_desk(chief).get(edit_url(story)).content.decode()
    assert way not in at_desk(editor).get(edit_url(story)).content.decode()
    assert reverse("withdraw_story", args=[draft.pk]) not in at_desk(chief).get(edit_url(draft)).content.decode()
    assert at_desk(editor).get(way).url == reverse("wagtailadmin_home")
    at_desk(editor).post(way, {"ground": "decency", "reason": "Tidak pantas."})
    assert Story.objects.get(pk=story.pk).is_public


def test_a_chief_editor_withdraws_with_a_ground_and_a_reason(dunia, chief, at_desk):
    story = make_story(dunia)
    way = reverse("withdraw_story", args=[story.pk])
    browser = at_desk(chief)
    assert browser.post(way, {"ground": "decency", "reason": " "}).context["form"].errors == {"reason": ["Wajib diisi."]}
    answer = browser.post(way, {"ground": "editorial-error", "reason": "Fotonya dari peristiwa lain."}, follow=True)
    assert "“Kebakaran di pelabuhan” dicabut; alamatnya memberi tahu sebabnya." in said(answer)
    assert Story.objects.get(pk=story.pk).withdrawal.reason == "Fotonya dari peristiwa lain."
    again = browser.post(way, {"ground": "editorial-error", "reason": "Sekali lagi."})
    assert again.context["form"].non_field_errors() == ["Hanya berita yang sudah tayang yang dapat dicabut."]


def test_a_chief_editor_reaches_all_that_readers_see(dunia, paper, chief, at_desk):
    browser = at_desk(chief)
    policy = paper.get_children().exclude(pk=dunia.pk).first()
    for page in (paper, dunia, policy, make_draft(dunia)):
        form = browser.get(edit_url(page))
        assert form.status_code == 200
        assert "action-publish" in form.content.decode()
    assert browser.get(reverse("wagtailsettings:edit", args=["stories", "paper"]), follow=True).status_code == 200
    assert browser.get(reverse("wagtailadmin_pages:add", args=["stories", "section", paper.pk])).status_code == 200
    assert browser.get(reverse("wagtailusers_users:index")).status_code == 302


def test_a_groups_form_leaves_the_rights_by_section_to_their_table(admin, at_desk):
    group = group_of(Role.REPORTER)
    before = set(group.page_permissions.values_list("page", "permission"))
    page = at_desk(admin).get(reverse("wagtailusers_groups:edit", args=[group.pk]))
    assert page.status_code == 200
    assert "page_permissions" not in page.content.decode()
    assert before != set()
