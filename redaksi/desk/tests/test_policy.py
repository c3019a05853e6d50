import pytest
from django.urls import reverse

from redaksi.stories.tests.builders import make_draft

pytestmark = pytest.mark.django_db


def policy_of(answer) -> str:
    return answer.headers["Content-Security-Policy"]


def test_the_desk_gets_its_own_policy_and_names_no_other_host(chief, at_desk):
    policy = policy_of(at_desk(chief).get("/admin/"))
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "http" not in policy


def test_a_preview_keeps_the_readers_policy_but_may_stand_in_the_desks_frame(dunia, chief, at_desk):
    draft = make_draft(dunia)
    policy = policy_of(at_desk(chief).get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])))
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'self'" in policy


def test_a_page_that_only_looks_like_the_desk_gets_the_readers_policy(client, paper):
    assert "unsafe-inline" not in policy_of(client.get("/administrasi/"))
