"""What people fill in to be answered. Each form knows what it becomes (`sent`)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redaksi.stories.actions import Refused
from redaksi.stories.cases import Sent, papers
from redaksi.stories.cases.matter import story_at
from redaksi.stories.models import CaseKind, ConsentText, DataWish, Story

LONGEST_TEXT = 20_000
LONGEST_COMPLAINT = 5_000
LONGEST_PASSAGE = 5_000


class CaseForm(forms.Form):
    """`situs` is a trap: people do not see it. What fills it in is a machine, or a browser that means well."""

    situs = forms.CharField(required=False, label=gettext_lazy("Leave this empty"))

    @property
    def is_machine(self) -> bool:
        return bool(self.data.get("situs"))

    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in ("situs", "consent")]

    def sent(self, is_suspect: bool) -> Sent:
        raise NotImplementedError


class _AboutStory(CaseForm):
    story = forms.CharField(
        label=gettext_lazy("Address of the story"),
        max_length=1000,
        help_text=gettext_lazy("Copy it from the top of your browser."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def clean_story(self) -> Story:
        found = story_at(self.cleaned_data["story"])
        if found is None:
            raise ValidationError(_("There is no story of ours at this address."))
        return found


class ReplyForm(_AboutStory):
    kind = forms.ChoiceField(
        label=gettext_lazy("What you ask for"),
        choices=[
            (CaseKind.REPLY.value, gettext_lazy("Right of reply: print my answer to the story")),
            (CaseKind.CORRECTION.value, gettext_lazy("Right of correction: put right what is wrong in it")),
        ],
        initial=CaseKind.REPLY.value,
        widget=forms.RadioSelect,
    )
    passage = forms.CharField(
        label=gettext_lazy("Which passage"),
        max_length=LONGEST_PASSAGE,
        required=False,
        help_text=gettext_lazy("The words of the story that you mean."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text = forms.CharField(
        label=gettext_lazy("Your reply, or what is right"),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("As it may be printed. It should not be longer than the story."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    speaks_as = forms.CharField(
        label=gettext_lazy("You speak as"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For yourself, or for whom: a company, a family, a client."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("The receipt and the decision go there. It is shown to nobody."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"), max_length=60, required=False, widget=forms.TextInput({"autocomplete": "tel"})
    )
    paper = forms.FileField(
        label=gettext_lazy("Proof of identity"),
        required=False,
        help_text=gettext_lazy("A photograph or PDF, up to 5 MB. Encrypted, seen by editors alone, deleted when we are done."),
        widget=forms.ClearableFileInput({"accept": ",".join(papers.EXTENSIONS)}),
    )
    consent = forms.BooleanField(error_messages={"required": gettext_lazy("Without this we may not keep what you send.")})

    def clean_paper(self) -> bytes:
        file = self.cleaned_data["paper"]
        if not file:
            return b""
        try:
            content: bytes = file.read(papers.LARGEST + 1)
            papers.media_type_of(content)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return content

    def sent(self, is_suspect: bool) -> Sent:
        told = {name: self.cleaned_data[name] for name in ("story", "passage", "text", "name", "speaks_as", "email", "phone")}
        kind, paper = CaseKind(self.cleaned_data["kind"]), self.cleaned_data["paper"]
        return Sent(kind=kind, paper=paper, consent=ConsentText.current(), is_suspect=is_suspect, **told)


class ComplaintForm(_AboutStory):
    text = forms.CharField(
        label=gettext_lazy("What is wrong"),
        max_length=LONGEST_COMPLAINT,
        help_text=gettext_lazy("An error, a picture, a name that should not be there: whatever you saw."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200, required=False, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("Only if you want the answer sent to you; the page with your number shows it, too."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    consent = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if (told.get("name") or told.get("email")) and not told.get("consent"):
            self.add_error("consent", _("Without this we may not keep your name or address; leave them out, or agree."))
        return told

    def sent(self, is_suspect: bool) -> Sent:
        told = {name: self.cleaned_data[name] for name in ("story", "text", "name", "email")}
        consent = ConsentText.current() if self.cleaned_data["consent"] else None
        return Sent(kind=CaseKind.COMPLAINT, consent=consent, is_suspect=is_suspect, **told)


class DataForm(CaseForm):
    wish = forms.ChoiceField(label=gettext_lazy("What you ask for"), choices=DataWish.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=gettext_lazy("The e-mail address that you gave us"),
        help_text=gettext_lazy("We find your data by it, and answer there, so that nobody else gets them."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=gettext_lazy("What we should know"),
        max_length=LONGEST_COMPLAINT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def sent(self, is_suspect: bool) -> Sent:
        told = {name: self.cleaned_data[name] for name in ("wish", "name", "email", "text")}
        return Sent(kind=CaseKind.DATA, is_suspect=is_suspect, **told)
