"""Out before it was verified, and verified since."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminPageChooser

from redaksi.desk.colleague import at_desk
from redaksi.desk.views.taking_back import AboutStory
from redaksi.staff.models import User
from redaksi.stories import actions, approvals, rights
from redaksi.stories.actions import Refused
from redaksi.stories.models import Story


class GroundsForm(forms.Form):
    """The four boxes of Pedoman Media Siber 2c; the fourth is the system's own."""

    public_interest = forms.CharField(
        label=gettext_lazy("1. Why the public needs it now"), widget=AdminAutoHeightTextInput, max_length=2_000
    )
    source = forms.CharField(
        label=gettext_lazy("2. Who the first source is, by name, and why it is credible and competent"),
        widget=AdminAutoHeightTextInput,
        max_length=2_000,
    )
    unreachable = forms.CharField(
        label=gettext_lazy("3. Why whom it is about could not be found or interviewed"),
        help_text=gettext_lazy("Whom you tried, how, and when."),
        widget=AdminAutoHeightTextInput,
        max_length=2_000,
    )
    owner = forms.ModelChoiceField(label=gettext_lazy("Who goes on verifying"), queryset=User.objects.none())
    is_told = forms.BooleanField(
        label=gettext_lazy("4. Readers are told, in brackets and in italics at the end of the story, until it is verified"),
        help_text=gettext_lazy("The system sets the notice; nobody can take it out while this is open."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = rights.writers().order_by("username")  # type: ignore[attr-defined]


class DeclareUnverified(AboutStory):
    form_class = GroundsForm
    template_name = "desk/ledger/unverified.html"
    page_title = gettext_lazy("Publish unverified")

    def may(self, user: User) -> bool:
        return approvals.kind_of_reading(user, self.story) is not None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.story.is_unverified:
            return redirect("verify_story", self.story.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"owner": at_desk(self.request).pk}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(story=self.story, **kwargs)

    def form_valid(self, form: GroundsForm) -> HttpResponse:
        said = {name: value for name, value in form.cleaned_data.items() if name != "is_told"}
        try:
            actions.declare_unverified(self.story, at_desk(self.request), **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Readers are told that it still has to be verified; the task is open."))
        return redirect("wagtailadmin_pages:edit", self.story.pk)


class UpdateForm(forms.Form):
    update = forms.ModelChoiceField(
        label=gettext_lazy("The story that tells the result"),
        help_text=gettext_lazy("Published, and not this one. Each links to the other from then on."),
        queryset=Story.objects.published(),
        widget=AdminPageChooser(target_models=[Story]),
    )


class VerifyStory(AboutStory):
    """The open task: its grounds, who has it, and the update that closes it."""

    form_class = UpdateForm
    template_name = "desk/ledger/verify.html"
    page_title = gettext_lazy("Verify")

    def may(self, user: User) -> bool:
        return rights.may_write(user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.opened = get_object_or_404(self.story.unverified.select_related("owner", "opened_by"), closed_at=None)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = at_desk(self.request)
        may_close = approvals.kind_of_reading(user, self.story) is not None
        owners = rights.writers().order_by("username")
        return super().get_context_data(story=self.story, opened=self.opened, may_close=may_close, owners=owners, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "owner" in request.POST:
            return self._hand_over(request)
        return super().post(request, *args, **kwargs)

    def _hand_over(self, request: HttpRequest) -> HttpResponse:
        written = request.POST["owner"]
        owner = get_object_or_404(User, pk=written if written.isdecimal() else 0)
        actions.hand_over_verifying(self.opened, at_desk(request), owner)
        messages.success(request, _("Handed on."))
        return redirect("verify_story", self.story.pk)

    def form_valid(self, form: UpdateForm) -> HttpResponse:
        try:
            actions.close_unverified(self.opened, at_desk(self.request), form.cleaned_data["update"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Verified: each of the two stories links to the other."))
        return redirect("wagtailadmin_pages:edit", self.story.pk)
