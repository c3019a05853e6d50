from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from redaksi.desk.colleague import at_desk
from redaksi.desk.views.taking_back import TakingBack
from redaksi.stories import actions
from redaksi.stories.actions import Refused
from redaksi.stories.models.withdrawal import OFFERED
from redaksi.wire import deliveries


class WithdrawalForm(forms.Form):
    ground = forms.ChoiceField(label=gettext_lazy("Ground"), choices=OFFERED, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Readers see this at the story's address, for as long as the paper exists."),
        widget=AdminAutoHeightTextInput,
    )


class WithdrawStory(TakingBack):
    """A published story is taken back in the open: on a ground the code knows, with a reason readers are told."""

    form_class = WithdrawalForm
    template_name = "desk/withdraw.html"
    page_title = gettext_lazy("Withdraw")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(story=self.story, holders=deliveries.holders_of(self.story), **kwargs)

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        try:
            actions.withdraw(self.story, by=at_desk(self.request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("“%(headline)s” is withdrawn; its address says why.") % {"headline": self.story.title})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.story.pk])
