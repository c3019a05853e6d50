"""Tahan, the decision that follows it, the second reading, and the plan: one button each."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.widgets import AdminAutoHeightTextInput

from redaksi.desk.colleague import at_desk
from redaksi.desk.views.taking_back import TakingBack
from redaksi.stories import actions
from redaksi.stories.actions import Refused
from redaksi.stories.models import HoldOutcome, Story, WithdrawalGround
from redaksi.stories.models.withdrawal import OFFERED


@require_POST
def hold_story(request: HttpRequest, pk: int) -> HttpResponse:
    story = get_object_or_404(Story, pk=pk)
    actions.hold(story, by=at_desk(request))
    messages.success(request, _("“%(headline)s” is held back: readers see a neutral notice.") % {"headline": story.title})
    return redirect("wagtailadmin_pages:edit", pk)


@require_POST
def read_story_again(request: HttpRequest, pk: int) -> HttpResponse:
    story = get_object_or_404(Story, pk=pk)
    actions.read_again(story, by=at_desk(request), comment=request.POST.get("comment", ""))
    messages.success(request, _("“%(headline)s” has had its second reading.") % {"headline": story.title})
    return redirect("wagtailadmin_pages:edit", pk)


@require_POST
def unschedule_story(request: HttpRequest, pk: int) -> HttpResponse:
    story = get_object_or_404(Story, pk=pk)
    actions.unschedule(story, by=at_desk(request))
    messages.success(request, _("“%(headline)s” is not planned any more.") % {"headline": story.title})
    return redirect("wagtailadmin_pages:edit", pk)


@require_POST
def move_story(request: HttpRequest, pk: int) -> HttpResponse:
    story = get_object_or_404(Story, pk=pk)
    actions.reschedule(story, by=at_desk(request), at=_moment(request.POST.get("at", "")))
    messages.success(request, _("“%(headline)s” goes out at the new time.") % {"headline": story.title})
    return redirect("wagtailadmin_pages:edit", pk)


def _moment(written: str) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError as error:
        raise Refused.because(_("This is no time.")) from error
    return make_aware(at) if is_naive(at) else at


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("Decision"), choices=HoldOutcome, widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"),
        help_text=gettext_lazy("Only for a withdrawal."),
        choices=[("", "—"), *OFFERED],
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept in the story's history; of a withdrawal readers see it."),
        widget=AdminAutoHeightTextInput,
    )


class DecideHold(TakingBack):
    form_class = DecisionForm
    template_name = "desk/decide.html"
    page_title = gettext_lazy("Decide")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = self.story.holds.select_related("held_by").filter(outcome="").first()
        return super().get_context_data(story=self.story, held=held, **kwargs)

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        said = form.cleaned_data
        ground = WithdrawalGround(said["ground"]) if said["ground"] else None
        try:
            actions.decide(
                self.story, by=at_desk(self.request), outcome=HoldOutcome(said["outcome"]), note=said["note"], ground=ground
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("It is decided."))
        return redirect("wagtailadmin_pages:edit", self.story.pk)
