from typing import cast

from django.http import HttpRequest

from redaksi.staff.models import User
from redaksi.stories.models import SectionRole
from redaksi.stories.rights import roles_of


def at_desk(request: HttpRequest) -> User:
    """Who asks. Nobody gets into the admin's views without an account."""
    return cast(User, request.user)


def roles_at_desk(request: HttpRequest) -> set[SectionRole]:
    """What they are in any section: asked once a request, for every page has a menu with several things to show or not."""
    if "desk_roles" not in vars(request):
        vars(request)["desk_roles"] = roles_of(at_desk(request))
    return vars(request)["desk_roles"]
