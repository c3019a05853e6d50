"""What the desk enters and decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateTimeInput

from redaksi.stories import cases
from redaksi.stories.actions import Refused
from redaksi.stories.cases import Sent, deciding, papers
from redaksi.stories.cases.matter import story_at
from redaksi.stories.models import Case, CaseGround, CaseKind, CaseOutcome, CaseWay, DataWish, Story
from redaksi.stories.models.case import REFUSALS

OTHER_WAYS = [(way.value, way.label) for way in CaseWay if way != CaseWay.FORM]
GRANTS = [(ground.value, ground.label) for ground in CaseGround if ground not in REFUSALS]


class EntryForm(forms.Form):
    """What came by another way than the form: the clock runs since it came."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=CaseKind.choices)
    way = forms.ChoiceField(
        label=gettext_lazy("Came by"), choices=[each for each in CaseWay.choices if each[0] != CaseWay.FORM]
    )
    received_at = forms.DateTimeField(label=gettext_lazy("Received at"), widget=AdminDateTimeInput, initial=timezone.now)
    story = forms.CharField(
        label=gettext_lazy("Story"), required=False, help_text=gettext_lazy("Its address or its number."), max_length=1000
    )
    reference = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Where it is no story: the address of what a reader wrote."),
    )
    wish = forms.ChoiceField(
        label=gettext_lazy("About personal data: asks for"), required=False, choices=[("", "–"), *DataWish.choices]
    )
    passage = forms.CharField(label=gettext_lazy("Passage"), required=False, widget=AdminAutoHeightTextInput)
    text = forms.CharField(label=gettext_lazy("What was sent"), widget=AdminAutoHeightTextInput)
    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=200)
    speaks_as = forms.CharField(label=gettext_lazy("Speaks as"), required=False, max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), required=False, max_length=60)
    paper = forms.FileField(label=gettext_lazy("Proof of identity"), required=False)

    def clean_story(self) -> Story | None:
        written = self.cleaned_data["story"]
        found = story_at(written) if written else None
        if written and found is None:
            raise ValidationError(_("There is no published story at this address."))
        return found

    def clean_paper(self) -> bytes:
        file = self.cleaned_data["paper"]
        return file.read(papers.LARGEST + 1) if file else b""

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        kind = told.get("kind")
        if kind in (CaseKind.REPLY, CaseKind.CORRECTION, CaseKind.COMPLAINT) and not told.get("story"):
            self.add_error("story", _("Name the story."))
        if kind == CaseKind.DATA and not told.get("wish"):
            self.add_error("wish", _("Say what is asked for."))
        return told

    def sent(self) -> Sent:
        told = dict(self.cleaned_data)
        return Sent(kind=CaseKind(told.pop("kind")), way=CaseWay(told.pop("way")), **told)


class NoteForm(forms.Form):
    note = forms.CharField(label=gettext_lazy("What was done"), widget=forms.Textarea(attrs={"rows": 2}), max_length=5000)

    def act(self, case: Case, by: Any) -> None:
        cases.note(case, by, self.cleaned_data["note"])


class LetInForm(forms.Form):
    def act(self, case: Case, by: Any) -> None:
        cases.let_in(case, by)


class AcceptForm(forms.Form):
    ground = forms.ChoiceField(label=gettext_lazy("Ground of the decision"), choices=GRANTS)
    answer = forms.CharField(
        label=gettext_lazy("Answer to the sender"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=10_000
    )

    def act(self, case: Case, by: Any) -> None:
        cases.accept(case, by, CaseGround(self.cleaned_data["ground"]), self.cleaned_data["answer"])


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"))
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground of the decision"), choices=[("", "–"), *CaseGround.choices], required=False
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer to the sender"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=10_000
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(each.value, each.label) for each in deciding.outcomes_of(case)]  # type: ignore[attr-defined]

    def act(self, case: Case, by: Any) -> None:
        told = self.cleaned_data
        ground = CaseGround(told["ground"]) if told["ground"] else None
        cases.close(case, by, CaseOutcome(told["outcome"]), ground, told["answer"])


def take_refusal(form: forms.Form, refusal: Refused) -> None:
    """Each reason beside its field, where the form has it."""
    for reason in refusal.reasons:
        form.add_error(reason.field if reason.field in form.fields else None, reason.message)
