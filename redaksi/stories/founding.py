"""What a newsroom has on its first day: a front page, the groups with their rights, a reading by the section's editor."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, Page, Site, Workflow, WorkflowPage, WorkflowTask

from redaksi.staff.groups import Role, group_of
from redaksi.stories.models import ConsentText, EditorReading, FrontPage, Policy, PolicySubject, SectionRight, SectionRole

CONSENTS = Path(__file__).with_name("consents")
POLICIES = Path(__file__).with_name("policies")
SUBJECTS = {
    "pedoman-media-siber": PolicySubject.PRINCIPLES,
    "koreksi": PolicySubject.CORRECTIONS,
    "hak-jawab": PolicySubject.REPLY,
    "privasi": PolicySubject.PRIVACY,
    "narasumber-anonim": PolicySubject.UNNAMED_SOURCES,
    "kecerdasan-buatan": PolicySubject.AI,
}

WRITING = ["wagtailadmin.access_admin", "stories.add_source", "stories.add_topic"]
EDITING = [
    *WRITING,
    *(f"stories.{verb}_{noun}" for noun in ("source", "topic", "storyline", "contributor") for verb in ("add", "change")),
    *(f"stories.{verb}_houseword" for verb in ("add", "change")),
    *(f"stories.{verb}_assignment" for verb in ("add", "change", "delete")),
    "stories.fix_small",
]
LEADING = [
    *EDITING,
    *(f"stories.{verb}_shift" for verb in ("add", "change", "delete")),
    "stories.change_paper",
    "stories.add_batch",
    "stories.delete_topic",
    "stories.delete_storyline",
    "stories.delete_houseword",
    *(f"stories.{verb}_breach" for verb in ("add", "change", "view")),
    *(f"stories.{verb}_consenttext" for verb in ("add", "view")),
]
ADMINISTERING = [
    "wagtailadmin.access_admin",
    *(f"staff.{verb}_user" for verb in ("add", "change", "delete")),
    *(f"auth.{verb}_group" for verb in ("add", "change")),
    *(f"stories.{verb}_sectionright" for verb in ("add", "change", "delete")),
    *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")),
    "stories.change_paper",
    "stories.add_batch",
    "wagtailcore.change_site",
]
PERMISSIONS = {
    Role.REPORTER: WRITING,
    Role.EDITOR: EDITING,
    Role.CHIEF_EDITOR: LEADING,
    Role.PHOTO_DESK: ["wagtailadmin.access_admin"],
    Role.ADMIN: ADMINISTERING,
}
# Wagtail asks for the permissions of its own image and document models, whatever model stands in for them.
COLLECTION_PERMISSIONS = {
    Role.REPORTER: ["add_image", "choose_image", "add_document", "choose_document"],
    Role.EDITOR: ["add_image", "change_image", "choose_image", "add_document", "choose_document"],
    Role.CHIEF_EDITOR: ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"],
    Role.PHOTO_DESK: ["add_image", "change_image", "choose_image"],
}
_of_rooms: dict[Role, list[str]] = {}


def grant_from_the_first_day(permissions: list[str], *roles: Role) -> None:
    """A room's own permissions for groups that are yet to be formed; groups that are there keep what they have."""
    for role in roles:
        _of_rooms[role] = [*_of_rooms.get(role, []), *permissions]


def found_after_migrating(sender: Any, using: str, **kwargs: Any) -> None:
    """Django sends the same signal after it emptied a database: then there is no root page, and nothing to found."""
    if using == "default" and Page.objects.filter(depth=1).exists():
        found_paper()


@transaction.atomic
def found_paper() -> FrontPage:
    """Make what is missing, leave what is there; may run on every start."""
    _make_permissions()
    front_page = FrontPage.objects.order_by("path").first() or _open_front_page()
    if not Group.objects.filter(name=Role.REPORTER).exists():
        _form_groups()
    if not EditorReading.objects.exists():
        _set_reading(front_page)
    if not Policy.objects.exists():
        _write_policies(front_page)
    if not ConsentText.objects.exists():
        _write_consents()
    return front_page


def _make_permissions() -> None:
    """Django makes an app's permissions after that app's migrations; ours are needed before the last app had its turn."""
    from django.apps import apps

    for label in (
        "auth",
        "staff",
        "stories",
        "wagtailadmin",
        "wagtailcore",
        "wagtaildocs",
        "wagtailimages",
        "wagtailredirects",
        *{name.partition(".")[0] for names in _of_rooms.values() for name in names},
    ):
        create_permissions(apps.get_app_config(label), verbosity=0)


def _open_front_page() -> FrontPage:
    root = Page.objects.get(depth=1)
    front_page = FrontPage(title="Halaman depan", slug="depan", live=True)
    root.add_child(instance=front_page)
    host = settings.SITE_URL.split("//", 1)[1].partition(":")
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": host[0], "port": int(host[2] or 80), "root_page": front_page}
    )
    root.get_children().not_exact_type(FrontPage).filter(slug="home").delete()
    return front_page


def _form_groups() -> None:
    root = Collection.get_first_root_node()
    for role in Role:
        group = group_of(role)
        group.permissions.set(_permission(name) for name in [*PERMISSIONS[role], *_of_rooms.get(role, [])])
        for codename in COLLECTION_PERMISSIONS.get(role, []):
            permission = Permission.objects.get(content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename=codename)
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    SectionRight.objects.create(group=group_of(Role.REPORTER), role=SectionRole.REPORTER)
    SectionRight.objects.create(group=group_of(Role.CHIEF_EDITOR), role=SectionRole.CHIEF)


def _permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _set_reading(front_page: FrontPage) -> None:
    WorkflowPage.objects.all().delete()
    Workflow.objects.all().delete()
    workflow = Workflow.objects.create(name="Naskah")
    task = EditorReading.objects.create(name="Dibaca redaktur rubrik")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=front_page)


def _write_policies(front_page: FrontPage) -> None:
    for path in sorted(POLICIES.glob("*.html")):
        title, _, text = path.read_text(encoding="utf-8").partition("\n")
        policy = Policy(title=title.strip(), slug=path.stem.split("-", 1)[1], live=True, show_in_menus=True)
        policy.subject = SUBJECTS.get(policy.slug, "")
        policy.body = [("text", text.strip())]
        front_page.add_child(instance=policy)


def _write_consents() -> None:
    for path in sorted(CONSENTS.glob("*.txt")):
        ConsentText(purpose=path.stem, text=path.read_text(encoding="utf-8").strip()).save()
