from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redaksi.audience.breaking import asking, sending
from redaksi.desk.views.taking_back import AboutStory
from redaksi.staff.models import User
from redaksi.stories.models import Paper, Story


def may_tell(user: User, story: Story) -> bool:
    """Whoever may publish it, while readers may see it and the paper offers it."""
    return story.is_public and Paper.load().offers_push and story.permissions_for_user(user).can_publish()


class TellBrowsers(AboutStory):
    """A published story to all browsers whose readers asked for breaking news: once."""

    form_class = forms.Form
    template_name = "desk/breaking.html"
    page_title = gettext_lazy("Breaking news")
    header_icon = "mail"

    def may(self, user: User) -> bool:
        return may_tell(user, self.story)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"story": self.story, "readers": asking.count(), "is_told": sending.is_told(self.story)}
        return super().get_context_data(**told, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if sending.tell(self.story):
            messages.success(self.request, _("“%(headline)s” is being sent as breaking news.") % {"headline": self.story.title})
        else:
            messages.info(self.request, _("This story was sent as breaking news before; it is not sent twice."))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.story.pk])
