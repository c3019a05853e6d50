"""What would harm again: masked, looked at by the chief editor alone, erased for good."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from redaksi.desk.colleague import at_desk
from redaksi.desk.views.taking_back import TakingBack
from redaksi.stories import actions
from redaksi.stories.actions import Refused
from redaksi.stories.models import LedgerEntry, ProtectedStory, ProtectionGround


class ProtectionForm(forms.Form):
    ground = forms.ChoiceField(label=gettext_lazy("For whose sake"), choices=ProtectionGround.choices, widget=forms.RadioSelect)


class ProtectStory(TakingBack):
    """Of a withdrawn story. Before: what will happen. After: what is kept, until it is erased."""

    form_class = ProtectionForm
    template_name = "desk/ledger/protect.html"
    page_title = gettext_lazy("Protect")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        protected = ProtectedStory.objects.select_related("protected_by").filter(story=self.story).first()
        return super().get_context_data(story=self.story, protected=protected, **kwargs)

    def form_valid(self, form: ProtectionForm) -> HttpResponse:
        try:
            actions.protect(self.story, at_desk(self.request), ProtectionGround(form.cleaned_data["ground"]))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("It is masked everywhere; its old address leads to a neutral one."))
        return redirect("protect_story", self.story.pk)


@require_POST
def erase_story(request: HttpRequest, pk: int) -> HttpResponse:
    protected = get_object_or_404(ProtectedStory.objects.select_related("story"), story=pk)
    actions.erase_protected(protected.story, at_desk(request))
    messages.success(request, _("Erased for good. The ledger proves that it was done, and nothing else."))
    return redirect("protect_story", pk)


@require_POST
def mask_entry(request: HttpRequest, number: int) -> HttpResponse:
    entry = _entry(number)
    ground = request.POST.get("ground", "")
    if ground not in ProtectionGround.values:
        raise Refused.because(_("Say for whose sake."))
    actions.mask_entry(entry, at_desk(request), ProtectionGround(ground))
    messages.success(request, _("Nobody is shown the words of this entry any more."))
    return redirect("ledger_at_desk")


@require_POST
def erase_entry(request: HttpRequest, number: int) -> HttpResponse:
    actions.erase_entry(_entry(number), at_desk(request))
    messages.success(request, _("Erased for good. The ledger proves that it was done, and nothing else."))
    return redirect("ledger_at_desk")


def _entry(number: int) -> LedgerEntry:
    return get_object_or_404(LedgerEntry.objects.select_related("words", "story"), number=number)
