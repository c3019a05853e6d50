"""Where the explorer begins for whom: asked on every page of the admin, so it must not grow with the archive."""

from collections.abc import Iterable

from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from redaksi.staff.models import User


class PagesOfTheHouse(PagePermissionPolicy):
    def instances_with_direct_explore_permission(self, user: User) -> Iterable[Page]:
        """A superuser's root by the index of paths; by its depth, as Wagtail asks, a database looks at every page there is."""
        return (
            Page.objects.order_by("path")[:1] if user.is_superuser else super().instances_with_direct_explore_permission(user)
        )


def begin_at_the_root() -> None:
    policy_registry.register(Page, PagesOfTheHouse(Page))
