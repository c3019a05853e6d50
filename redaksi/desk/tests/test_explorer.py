"""What every page of the admin asks of the tree costs the same however many pages hang on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from redaksi.desk.explorer import PagesOfTheHouse
from redaksi.staff.groups import Role
from redaksi.stories.tests.builders import make_editor, make_user

pytestmark = pytest.mark.django_db


def test_the_explorer_begins_where_wagtail_says(dunia):
    root, editor, nobody = make_user("root", Role.CHIEF_EDITOR), make_editor(dunia, "rani"), make_user("sisi", Role.REPORTER)
    root.is_superuser = True
    root.save()
    for user in (root, editor, nobody):
        ours, wagtails = (type(user).objects.get(pk=user.pk) for _twice in range(2))
        expected = PagePermissionPolicy(Page).explorable_root_instance(wagtails)
        assert policy_registry.get_by_type(Page).explorable_root_instance(ours) == expected


def test_a_superusers_root_is_found_by_the_index_of_paths(dunia, chief):
    chief.is_superuser = True
    with CaptureQueriesContext(connection) as queries:
        assert [page.depth for page in PagesOfTheHouse(Page).instances_with_direct_explore_permission(chief)] == [1]
    assert ('"depth" =' in queries[0]["sql"], "LIMIT 1" in queries[0]["sql"]) == (False, True)
