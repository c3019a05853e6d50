from typing import cast

from django.http import HttpRequest

from redaksi.staff.models import User


def at_desk(request: HttpRequest) -> User:
    """Who asks. Nobody gets into the admin's views without an account."""
    return cast(User, request.user)
