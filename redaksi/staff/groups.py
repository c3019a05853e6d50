"""The newsroom's groups. What each may do in a section is told by `stories.rights`."""

from enum import StrEnum

from django.contrib.auth.models import Group


class Role(StrEnum):
    """The groups by the name the newsroom calls them."""

    REPORTER = "reporter"
    EDITOR = "redaktur"
    CHIEF_EDITOR = "pemimpin redaksi"
    PHOTO_DESK = "foto"
    ADMIN = "admin"


def group_of(role: Role) -> Group:
    return Group.objects.get_or_create(name=role.value)[0]
