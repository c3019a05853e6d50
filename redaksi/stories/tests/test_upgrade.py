"""What a newsroom that was there before finds after an upgrade: its planned stories go out, its groups have the new rights."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from redaksi.stories import actions
from redaksi.stories.models import Approval, Story
from redaksi.stories.tests.builders import make_draft, make_section, publish_at_once

pytestmark = pytest.mark.django_db

migration = import_module("redaksi.stories.migrations.0013_the_desks_day")


def test_a_story_planned_before_there_were_approvals_goes_out_at_its_time(paper, time_machine):
    soon = timezone.now() + timedelta(minutes=5)
    draft = make_draft(make_section())
    publish_at_once(draft, at=soon)
    Approval.objects.all().delete()
    migration.approve_what_was_planned(apps, connection.schema_editor())
    time_machine.move_to(soon + timedelta(seconds=1))
    assert (actions.publish_due(), Story.objects.get().is_public) == ([], True)


def test_what_was_changed_after_it_was_planned_is_not_approved_by_an_upgrade(paper):
    draft = make_draft(make_section())
    publish_at_once(draft, at=timezone.now() + timedelta(minutes=5))
    migration.approve_what_was_planned(apps, connection.schema_editor())
    assert Approval.objects.count() == 1


def test_groups_get_what_the_desk_needs_and_nothing_else(paper):
    before = {group.name: {*group.permissions.values_list("codename", flat=True)} for group in Group.objects.all()}
    desk = ["houseword", "assignment", "shift", "fix_small"]
    for group in Group.objects.all():
        group.permissions.remove(*[each for each in group.permissions.all() if each.codename.endswith(tuple(desk))])
    migration.grant_what_the_desk_needs(apps, connection.schema_editor())
    after = {group.name: {*group.permissions.values_list("codename", flat=True)} for group in Group.objects.all()}
    assert after == before


def test_chief_editors_of_before_get_the_register_of_breaches(paper):
    chiefs = Group.objects.get(name="pemimpin redaksi")
    names = ["add_breach", "change_breach", "view_breach", "add_consenttext", "view_consenttext"]
    chiefs.permissions.remove(*chiefs.permissions.filter(codename__in=names))
    import_module("redaksi.stories.migrations.0014_rights_about_data").grant_what_data_needs(apps, None)
    assert sorted(chiefs.permissions.filter(codename__in=names).values_list("codename", flat=True)) == sorted(names)
