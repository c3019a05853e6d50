"""Every way in by which somebody might delete, unpublish, backdate or edit what the ledger keeps, for each role."""

import pytest
from django.apps import apps
from django.urls import URLPattern, get_resolver, reverse
from wagtail.snippets.models import get_snippet_models

from redaksi.desk.tests.forms import form_of
from redaksi.staff.groups import Role
from redaksi.stories import actions, ledger
from redaksi.stories.models import LedgerEntry, LedgerWords, Story, Withdrawal
from redaksi.stories.tests.builders import make_section, make_story, make_user

pytestmark = pytest.mark.django_db

KEPT = (LedgerEntry, LedgerWords, Withdrawal)
NAMES_OF_THE_LEDGER = {"ledger", "ledger_month", "ledger_entry", "ledger_at_desk", "mask_entry", "erase_entry"}
"""All that there is: four that only show, and two that mask and erase, for the chief editor, each as an entry of its own."""


def everything():
    return [list(model.objects.order_by("pk").values()) for model in KEPT], list(
        Story.objects.order_by("pk").values("is_public", "published_at", "address")
    )


def routes(patterns, names=()):
    for each in patterns:
        if isinstance(each, URLPattern):
            yield each.name, str(each.pattern)
        else:
            yield from routes(each.url_patterns)


@pytest.fixture
def written(paper):
    section = make_section()
    chief = make_user("kepala", Role.CHIEF_EDITOR)
    public, gone = make_story(section, "Yang tayang"), make_story(section, "Yang dicabut")
    correction = actions.write_correction(public, chief, "ralat", "Salah.")
    actions.post_correction(correction, chief)
    actions.withdraw(gone, chief, "sara", "Menghasut.")
    return public, gone


def test_no_route_is_about_entries_but_these():
    found = {name for name, route in routes(get_resolver().url_patterns) if name and ("ledger" in name or "entry" in route)}
    found |= {name for name, route in routes(get_resolver().url_patterns) if "catatan/" in route}
    assert found - {"print_case", "enter_case"} == NAMES_OF_THE_LEDGER


def test_the_admin_and_its_api_know_no_form_for_kept_rows():
    assert [model for model in get_snippet_models() if model in KEPT] == []
    from django.contrib.auth.models import Permission

    codenames = Permission.objects.filter(content_type__app_label="stories", content_type__model__startswith="ledger")
    assert sorted(codenames.values_list("codename", flat=True)) == ["view_ledgerentry", "view_ledgerwords"]


def ways(public, gone):
    """(address, what is sent) of every way that Wagtail or the desk has to take something away or to change its day."""
    for story in (public, gone):
        for name in ("delete", "unpublish", "copy", "convert_alias"):
            yield reverse(f"wagtailadmin_pages:{name}", args=[story.pk]), {}
        yield f"/admin/api/main/pages/{story.pk}/", {}
        for act in ("delete", "unpublish", "publish", "revert_to_page_revision"):
            yield f"/admin/api/main/pages/{story.pk}/action/{act}/", {}
        for act in ("delete", "unpublish"):
            yield f"/admin/bulk/wagtailcore/page/{act}/?id={story.pk}", {}
        backdated = {"published_at": "2001-01-01", "first_published_at": "2001-01-01", "action-unpublish": "1"}
        yield reverse("wagtailadmin_pages:edit", args=[story.pk]), form_of(story, **backdated)
    section = public.get_parent()
    yield reverse("wagtailadmin_pages:delete", args=[section.pk]), {}
    yield reverse("wagtailadmin_pages:unpublish", args=[section.pk]), {"include_descendants": "on"}
    for entry in (1, 2):
        yield f"/koreksi/{entry}/", {"text": "Lain"}
        yield reverse("mask_entry", args=[entry]), {}
        yield reverse("erase_entry", args=[entry]), {}
    yield reverse("ledger_at_desk"), {"number": 1}
    yield reverse("erase_story", args=[public.pk]), {}


@pytest.mark.parametrize("role", [None, *Role])
def test_every_way_to_take_away_or_to_backdate_is_refused(written, role, client):
    public, gone = written
    if role is not None:
        client.force_login(make_user("penyerang", role))
    before = everything()
    for address, sent in ways(public, gone):
        for method in (client.post, client.delete, client.put, client.patch):
            answer = method(address, sent) if method == client.post else method(address)
            assert answer.status_code < 500, address
            assert everything() == before, (address, method.__name__)
    assert ledger.verify() == []


def test_every_relation_into_the_ledger_lets_nothing_be_deleted_through_it():
    """No cascade reaches a kept row."""
    cascading = [
        f"{field.model.__name__}.{field.name}"
        for model in apps.get_models()
        if model in KEPT
        for field in model._meta.local_fields
        if field.is_relation and field.remote_field.on_delete.__name__ not in ("DO_NOTHING", "PROTECT")
    ]
    assert cascading == []
