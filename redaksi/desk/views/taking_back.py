from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.desk.colleague import at_desk
from redaksi.staff.models import User
from redaksi.stories.models import Story


class AboutStory(WagtailAdminTemplateMixin, FormView):
    """A form about one story, `self.story`, for whoever may."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.story = get_object_or_404(Story.objects.select_related("section"), pk=kwargs["pk"])

    def may(self, user: User) -> bool:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may(at_desk(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "media": context["form"].media}  # what choosers need to open

    def get_page_subtitle(self) -> str:
        return self.story.title


class TakingBack(AboutStory):
    """For those who may withdraw it."""

    def may(self, user: User) -> bool:
        return self.story.permissions_for_user(user).can_withdraw()
