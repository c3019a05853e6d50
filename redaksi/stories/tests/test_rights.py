import pytest
from wagtail.models import GroupPagePermission

from redaksi.staff.groups import Role
from redaksi.stories import rights
from redaksi.stories.models import SectionRight, SectionRole
from redaksi.stories.tests.builders import all_groups, make_draft, make_editor, make_section, make_story, make_user

pytestmark = pytest.mark.django_db


def may(user, story) -> dict[str, bool]:
    tester = story.permissions_for_user(user)
    return {verb: getattr(tester, f"can_{verb}")() for verb in ("edit", "publish", "unpublish", "delete", "withdraw")}


def test_the_paper_is_founded_with_the_groups_of_a_newsroom(paper):
    assert all_groups() == ["admin", "foto", "pemimpin redaksi", "redaktur", "reporter"]


def test_each_group_may_do_what_its_name_promises(paper):
    dunia = make_section()
    reporter, chief = make_user("sisi", Role.REPORTER), make_user("pemred", Role.CHIEF_EDITOR)
    editor, photo_desk = make_editor(dunia, "rani"), make_user("tomas", Role.PHOTO_DESK)
    draft, story = make_draft(dunia, by=reporter), make_story(dunia, by=reporter)
    nothing = dict(edit=False, publish=False, unpublish=False, delete=False, withdraw=False)
    assert may(reporter, draft) == nothing | dict(edit=True, delete=True)
    assert may(reporter, story) == nothing | dict(edit=True)
    assert may(editor, draft) == nothing | dict(edit=True, publish=True, delete=True)
    assert may(editor, story) == nothing | dict(edit=True, publish=True)
    assert may(chief, story) == nothing | dict(edit=True, publish=True, withdraw=True)
    assert may(photo_desk, draft) == nothing


def test_an_editor_of_one_section_is_a_stranger_in_another(paper):
    dunia, daerah = make_section("Dunia"), make_section("Daerah")
    editor = make_editor(dunia)
    assert not any(may(editor, make_draft(daerah)).values())
    assert list(rights.sections_edited_by(editor)) == [dunia]


def test_a_right_taken_away_is_gone_from_wagtails_permissions_too(paper):
    dunia = make_section()
    editor = make_editor(dunia)
    assert GroupPagePermission.objects.filter(group__user=editor, page=dunia).count() == 5
    SectionRight.objects.get(user=editor).delete()
    assert GroupPagePermission.objects.filter(group__user=editor).count() == 0


def test_a_right_moved_to_another_user_leaves_the_first(paper):
    dunia = make_section()
    first, second = make_editor(dunia), make_user("kedua", Role.EDITOR)
    right = SectionRight.objects.get(user=first)
    right.user = second
    right.save()
    draft = make_draft(dunia)
    assert (may(first, draft)["publish"], may(second, draft)["publish"]) == (False, True)


def test_two_rights_of_one_user_add_up(paper):
    dunia, daerah = make_section("Dunia"), make_section("Daerah")
    editor = make_editor(dunia)
    SectionRight.objects.create(user=editor, section=daerah, role=SectionRole.REPORTER)
    assert may(editor, make_draft(dunia))["publish"]
    assert not may(editor, make_draft(daerah))["publish"]
    assert daerah.permissions_for_user(editor).can_add_subpage()


def test_a_group_may_hold_a_section(paper):
    from django.contrib.auth.models import Group

    dunia = make_section()
    piket = Group.objects.create(name="piket")
    SectionRight.objects.create(group=piket, section=dunia, role=SectionRole.EDITOR)
    user = make_user("piket", Role.EDITOR)
    user.groups.add(piket)
    assert may(user, make_draft(dunia))["publish"]
