from django.db.models import Q, QuerySet
from wagtail.permissions import policy_registry

from redaksi.staff.models import User
from redaksi.stories.models import Photo


def incomplete(photos: QuerySet[Photo]) -> QuerySet[Photo]:
    """Those no story can go out with: without credit, or without words for whoever cannot see them."""
    return photos.filter(Q(credit="") | Q(description=""))


def in_care_of(user: User) -> QuerySet[Photo]:
    """The photos this user may complete."""
    return policy_registry.get_by_type(Photo).instances_user_has_any_permission_for(user, ["change"])
