"""Who may do what where. The table is `SectionRight`; Wagtail's page permissions are only derived from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.lookups import In
from django.utils.functional import cached_property
from wagtail.models import GroupPagePermission
from wagtail.models.pages import PagePermissionTester

from redaksi.stories.models import Case, CaseKind, FrontPage, Section, SectionRight, SectionRole, Shift

if TYPE_CHECKING:
    from wagtail.models import Page

    from redaksi.staff.models import User
    from redaksi.stories.models import Story
    from redaksi.stories.models.case import CaseQuerySet

PAGE_PERMISSIONS = {
    SectionRole.REPORTER: ["add_page"],
    SectionRole.EDITOR: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    SectionRole.CHIEF: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    SectionRole.DELEGATE: [],
}
SERVING = {SectionRole.EDITOR, SectionRole.CHIEF, SectionRole.DELEGATE}
PERSONAL = "~"  # the group that carries one user's own rights, because Wagtail knows only groups' rights


class StoryPermissions(PagePermissionTester):
    """Wagtail's answers for a story, with what no button may do taken out."""

    def can_withdraw(self) -> bool:
        return bool(self.user.is_active and (self.user.is_superuser or self._has_role(SectionRole.CHIEF, SectionRole.DELEGATE)))

    @cached_property
    def is_on_duty(self) -> bool:
        return is_on_duty(self.user)

    def can_edit(self) -> bool:
        return super().can_edit() or self.is_on_duty

    def can_publish(self) -> bool:
        return super().can_publish() or self.is_on_duty

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.page.address and super().can_delete(ignore_bulk)

    def can_move(self) -> bool:
        return super().can_delete(ignore_bulk=True)

    def _has_role(self, *roles: SectionRole) -> bool:
        in_section = Q(section=self.page.section_id) | Q(section=None)
        return rights_of(self.user).filter(in_section, role__in=roles).exists()


def rights_of(user: User) -> QuerySet[SectionRight]:
    return SectionRight.objects.filter(Q(user=user) | Q(group__in=user.groups.all()))


def roles_of(user: User) -> set[SectionRole]:
    """What this user is in any section at all; a superuser is everything. One query."""
    if not user.is_active or user.is_superuser:
        return set(SectionRole) if user.is_active else set()
    return {SectionRole(role) for role in rights_of(user).order_by().values_list("role", flat=True).distinct()}


def sections_edited_by(user: User) -> QuerySet[Section]:
    """The sections whose stories this user may approve."""
    return _sections_of(user, SectionRole.EDITOR, SectionRole.CHIEF)


def sections_served_by(user: User) -> QuerySet[Section]:
    """The sections whose cases this user sees: of some, whoever withdraws for the chief editor decides."""
    return _sections_of(user, *SERVING)


def _sections_of(user: User, *roles: SectionRole) -> QuerySet[Section]:
    if user.is_superuser:
        return Section.objects.all()
    held = rights_of(user).filter(role__in=roles)
    if held.filter(section=None).exists():
        return Section.objects.all()
    return Section.objects.filter(pk__in=held.values("section"))


def in_sections_edited_by(user: User, to_story: str = "") -> Q:
    """The same as a condition, for stories or, by `to_story` (`story__`), for rows that point at one.

    Nothing at all where it is every section.
    """
    editing = rights_of(user).filter(role__in=[SectionRole.EDITOR, SectionRole.CHIEF])
    keys = [None] if user.is_superuser else list(editing.values_list("section", flat=True).distinct())
    return ~Q(pk__in=[]) if None in keys else in_sections(keys, to_story)


def in_sections(keys: Iterable[int | None], to_story: str = "") -> Q:
    """For lists that begin at a few rows: by a sum, which no index holds, or a database begins with all that a section has."""
    return Q(In(F(f"{to_story}section") + 0, list(keys)))


def is_on_duty(user: User) -> bool:
    """Whether this user is the editor on duty at this moment."""
    return user.is_active and Shift.objects.running().filter(user=user).exists()


def may_work_alone(user: User, story: Story) -> bool:
    """Whether the flash lane is open to this user: the editor on duty, and whoever may withdraw."""
    return is_on_duty(user) or story.permissions_for_user(user).can_withdraw()


def may_hold(user: User, story: Story) -> bool:
    """Anyone on duty takes a story back for the moment: the section's editors, and the editor on duty in any."""
    return may_edit_section(user, story) or is_on_duty(user)


def may_write(user: User) -> bool:
    """In any section at all."""
    return user.is_active and (user.is_superuser or rights_of(user).exists())


def writers() -> QuerySet[User]:
    """Everybody who may write in any section, by right of their own or of a group."""
    from redaksi.staff.models import User as Person

    rights = SectionRight.objects.values("user"), SectionRight.objects.values("group")
    return Person.objects.filter(
        Q(pk__in=rights[0]) | Q(groups__in=rights[1]) | Q(is_superuser=True), is_active=True
    ).distinct()


def may_write_in(user: User, section: Section) -> bool:
    if not user.is_active or user.is_superuser:
        return user.is_active
    return rights_of(user).filter(Q(section=section) | Q(section=None)).exists()


def may_edit_section(user: User, story: Page) -> bool:
    """`story` may be the bare page of one: Wagtail's workflow hands over no more."""
    return user.is_active and sections_edited_by(user).filter(stories=story.pk).exists()


def may_protect_data(user: User) -> bool:
    """Hand out and erase what is kept of a person, and keep the register of breaches: who leads the whole paper."""
    return user.is_active and (user.is_superuser or rights_of(user).filter(role=SectionRole.CHIEF, section=None).exists())


def may_serve_cases(user: User) -> bool:
    """Some of them: whoever edits a section, those about its stories."""
    return bool(roles_of(user) & SERVING)


def may_serve_case(user: User, case: Case) -> bool:
    if case.kind == CaseKind.DATA or case.story is None:
        return may_protect_data(user)
    return user.is_active and sections_served_by(user).filter(pk=case.story.section_id).exists()


def may_decide_case(user: User, case: Case) -> bool:
    """A section's editor answers complaints; replies and refusals of them are decided by who may withdraw the story."""
    if case.story is None or not case.asks_for_print:
        return may_serve_case(user, case)
    return case.story.permissions_for_user(user).can_withdraw()


def cases_served_by(user: User) -> CaseQuerySet:
    if may_protect_data(user):
        return Case.objects.all()
    return Case.objects.filter(story__section__in=sections_served_by(user)).exclude(kind=CaseKind.DATA)


@transaction.atomic
def derive_page_permissions(right: SectionRight) -> None:
    """Rewrite Wagtail's permissions of the user or group whom this right concerns."""
    group = _group_holding(right)
    mine = Q(group=right.group) if right.group else Q(user=right.user)
    wanted = {
        (page_id, codename)
        for held in SectionRight.objects.filter(mine)
        for page_id in _pages_of(held)
        for codename in PAGE_PERMISSIONS[SectionRole(held.role)]
    }
    permissions = {
        p.codename: p for p in Permission.objects.filter(content_type__app_label="wagtailcore", codename__endswith="_page")
    }
    GroupPagePermission.objects.filter(group=group).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page_id, permission=permissions[codename])
        for page_id, codename in sorted(wanted)
    )


def _group_holding(right: SectionRight) -> Group:
    if right.group:
        return right.group
    assert right.user  # noqa: S101  (the table's own constraint)
    return personal_group(right.user)


def personal_group(user: User) -> Group:
    group, _ = Group.objects.get_or_create(name=f"{PERSONAL}{user.pk}")
    group.user_set.add(user)
    return group


def _pages_of(right: SectionRight) -> list[int]:
    """Where the right holds: in its section, or below every front page there is (one for each language)."""
    return [right.section_id] if right.section_id else list(FrontPage.objects.values_list("pk", flat=True))
