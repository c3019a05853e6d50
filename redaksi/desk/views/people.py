"""Accounts and groups. The groups that only carry one person's own rights are nobody's business here."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.users.forms import GroupPagePermissionFormSet, UserCreationForm, UserEditForm, UserForm
from wagtail.users.views import groups, users

from redaksi.desk.colleague import at_desk
from redaksi.stories.rights import PERSONAL


class _NewsroomForm(UserForm):
    """Leaves a person's own rights alone, and asks nobody for a second name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = Group.objects.exclude(name__startswith=PERSONAL).order_by("name")
        self.fields["last_name"].required = False

    def clean_groups(self) -> QuerySet[Group]:
        own = Q(name__startswith=PERSONAL, user=self.instance.pk)
        return Group.objects.filter(Q(pk__in=self.cleaned_data["groups"]) | own).distinct()


class NewcomerForm(_NewsroomForm, UserCreationForm):
    """An account for somebody new."""


class ColleagueForm(_NewsroomForm, UserEditForm):
    """An account that is there."""


def only_superusers_make_superusers(form: Any, request: HttpRequest) -> Any:
    if "is_superuser" in form.fields:
        form.fields["is_superuser"].disabled = not at_desk(request).is_superuser
    return form


class AddUser(users.CreateView):
    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        return only_superusers_make_superusers(super().get_form(*args, **kwargs), self.request)


class EditUser(users.EditView):
    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        return only_superusers_make_superusers(super().get_form(*args, **kwargs), self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_superuser and not at_desk(request).is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class UserViewSet(users.UserViewSet):
    add_view_class = AddUser
    edit_view_class = EditUser

    def get_form_class(self, for_update: bool = False) -> type:
        return ColleagueForm if for_update else NewcomerForm


class _RightsAreInTheirTable(groups.PermissionPanelFormsMixin):
    """What a group may do in a section stands in `SectionRight`; set by hand here, it would be overwritten."""

    @cached_property
    def permission_panel_forms(self) -> list[Any]:
        return [form for form in super().permission_panel_forms if not isinstance(form, GroupPagePermissionFormSet)]


class AddGroup(_RightsAreInTheirTable, groups.CreateView):
    pass


class EditGroup(_RightsAreInTheirTable, groups.EditView):
    pass


class GroupList(groups.IndexView):
    def get_base_queryset(self) -> QuerySet[Group]:
        return super().get_base_queryset().exclude(name__startswith=PERSONAL)


class GroupViewSet(groups.GroupViewSet):
    index_view_class = GroupList
    add_view_class = AddGroup
    edit_view_class = EditGroup
