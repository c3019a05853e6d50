from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.desk.case_forms import take_refusal
from redaksi.desk.colleague import at_desk
from redaksi.stories.actions import Refused
from redaksi.stories.models import Story
from redaksi.wire import origins
from redaksi.wire.models import Origin


@require_POST
def mark_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who may change the story knows what changed at its source."""
    origin, user = get_object_or_404(Origin.objects.select_related("story"), pk=pk), at_desk(request)
    if not origin.story.permissions_for_user(user).can_edit():
        raise PermissionDenied
    origins.mark_seen(origin, by=user)
    messages.success(request, _("Noted: you have seen the change at %(source)s.") % {"source": origin.name})
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


class OriginForm(forms.Form):
    """`is_ours`: the story only quotes, or the licence lets us give it to partners."""

    name = forms.CharField(label=gettext_lazy("Whose it is"), max_length=200, help_text=gettext_lazy("The medium's name."))
    url = forms.URLField(label=gettext_lazy("Address of the original"), max_length=1000, assume_scheme="https")
    usage_terms = forms.CharField(label=gettext_lazy("Licence"), max_length=300, required=False)
    is_ours = forms.BooleanField(
        label=gettext_lazy("We may pass our story on"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Not where it republishes theirs and the licence keeps it from partners."),
    )


class RecordOrigin(WagtailAdminTemplateMixin, FormView):
    """Pedoman Media Siber 4d and 5b: who quotes or republishes follows the origin's correction and withdrawal."""

    form_class = OriginForm
    template_name = "desk/origins/record.html"
    page_title = gettext_lazy("Quotes or republishes another medium")
    header_icon = "link"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.story = get_object_or_404(Story, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.story.permissions_for_user(at_desk(request)).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.story.title

    def get_initial(self) -> dict[str, Any]:
        """What the story names as its source, and nobody watches yet."""
        named = next(iter(origins.mediums_unwatched(self.story)), None)
        return {"is_ours": True} | ({"name": named.source.name, "url": named.url} if named else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(story=self.story, known=origins.of_story(self.story), **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        told = dict(form.cleaned_data)
        try:
            origins.record(self.story, by=at_desk(self.request), may_be_passed_on=told.pop("is_ours"), **told)
        except Refused as refusal:
            take_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Noted: %(source)s is watched for a month.") % {"source": told["name"]})
        return redirect("wagtailadmin_pages:edit", self.story.pk)


class OriginButton(PageMenuItem):
    """Whoever sees a story's form may change it."""

    label = gettext_lazy("Origin")
    icon_name = "link"

    @property
    def url(self) -> str:
        return reverse("record_origin", args=[self.page.pk])

    def is_shown(self, user: Any) -> bool:
        return isinstance(self.page, Story)
