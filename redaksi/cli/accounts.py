"""Log-ins made from the command line: the first administrator of an installation, and the demo's people."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

if TYPE_CHECKING:
    from redaksi.staff.groups import Role
    from redaksi.staff.models import User


def make(username: str, email: str, password: str, groups: Sequence[str], name: str = "") -> User:
    """A member of these groups. An admin may do everything. Raises `Trouble`."""
    from django.db import transaction

    from redaksi.staff.groups import Role, group_of
    from redaksi.staff.models import User

    roles = [_role(group) for group in groups]
    if User.objects.filter(username=username).exists():
        raise Trouble(_("There is a user %s already; change the password with `redaksi manage changepassword`.") % username)
    if User.objects.filter(email__iexact=email).exists():
        raise Trouble(_("Another user has the e-mail address %s.") % email)
    first, _space, last = name.partition(" ")
    with transaction.atomic():
        user = User.objects.create_user(username, email, password, first_name=first, last_name=last)
        user.is_superuser = user.is_staff = Role.ADMIN in roles
        user.save(update_fields=["is_superuser", "is_staff"])
        user.groups.set(group_of(role) for role in roles)
    return user


def new_password() -> str:
    return secrets.token_urlsafe(12)


def weakness_of(password: str, username: str, email: str) -> str:
    """What speaks against this password, in one line; empty when nothing does."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from redaksi.staff.models import User

    try:
        validate_password(password, User(username=username, email=email))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _role(group: str) -> Role:
    from redaksi.staff.groups import Role

    try:
        return Role(group)
    except ValueError:
        raise Trouble(
            _("There is no group %(group)s; there are: %(all)s.") % {"group": group, "all": ", ".join(Role)}
        ) from None
