"""Ralat, koreksi, klarifikasi, pembaruan: written here, read by an editor, posted for ever."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.widgets import AdminAutoHeightTextInput

from redaksi.desk.colleague import at_desk
from redaksi.desk.views.taking_back import AboutStory
from redaksi.staff.models import User
from redaksi.stories import actions, approvals, differences
from redaksi.stories.actions import Refused
from redaksi.stories.models import Correction, CorrectionForm, LedgerEntry, LedgerKind, Story
from redaksi.stories.models.correction import LONGEST_NOTE


class EntryChoice(forms.ModelChoiceField):
    def label_from_instance(self, entry: Any) -> str:
        return f"{entry.number}. {entry.said.get('text', '')[:80]}"


class NoteForm(forms.Form):
    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=CorrectionForm.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("What readers are told"),
        help_text=gettext_lazy(
            "What was wrong, what is right, and an apology where one is due. Without repeating the harm. Kept for ever."
        ),
        max_length=LONGEST_NOTE,
        widget=AdminAutoHeightTextInput,
    )
    is_serious = forms.BooleanField(label=gettext_lazy("Serious: above the text, where nobody can miss it"), required=False)
    hides_change = forms.BooleanField(
        label=gettext_lazy("Do not show the old words: a child, a victim or somebody's privacy"), required=False
    )
    corrects = EntryChoice(
        label=gettext_lazy("It corrects an earlier correction"),
        queryset=LedgerEntry.objects.none(),
        required=False,
        empty_label="—",
    )

    def __init__(self, *args: Any, story: Story, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = LedgerEntry.objects.filter(story__uid=story.uid, kind=LedgerKind.CORRECTION).select_related("words")
        self.fields["corrects"].queryset = earlier  # type: ignore[attr-defined]
        if not earlier.exists():
            del self.fields["corrects"]


class CorrectStory(AboutStory):
    """What waits for a reader of it stands above the form; what is changed in the text goes out with it."""

    form_class = NoteForm
    template_name = "desk/ledger/correct.html"
    page_title = gettext_lazy("Correct")

    def may(self, user: User) -> bool:
        return self.story.is_public and (self.story.permissions_for_user(user).can_edit() or self.story.owner_id == user.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "story": self.story}

    def get_initial(self) -> dict[str, Any]:
        return {"form": CorrectionForm.RALAT}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_post = approvals.kind_of_reading(at_desk(self.request), self.story) is not None
        waiting = self.story.waiting_corrections.select_related("written_by")
        return super().get_context_data(
            story=self.story, waiting=waiting, may_post=may_post, changes=_changes_that_wait(self.story), **kwargs
        )

    def form_valid(self, form: NoteForm) -> HttpResponse:
        said = form.cleaned_data
        try:
            actions.write_correction(
                self.story,
                at_desk(self.request),
                CorrectionForm(said["form"]),
                said["text"],
                is_serious=said["is_serious"],
                hides_change=said["hides_change"],
                corrects=said.get("corrects"),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("The correction is written. Once an editor has read it, readers see it."))
        return redirect("correct_story", self.story.pk)


def _changes_that_wait(story: Story) -> list[differences.Change]:
    """What readers would see in place of what they see now."""
    if not story.has_unpublished_changes:
        return []
    return differences.for_readers(story.serializable_data(), story.get_latest_revision_as_object().serializable_data())


@require_POST
def post_correction(request: HttpRequest, pk: int) -> HttpResponse:
    waiting = get_object_or_404(Correction.objects.select_related("story", "written_by", "corrects"), pk=pk)
    entry = actions.post_correction(waiting, by=at_desk(request))
    messages.success(request, _("Posted as entry %(number)s of the ledger.") % {"number": entry.number})
    return redirect("wagtailadmin_pages:edit", waiting.story_id)


@require_POST
def drop_correction(request: HttpRequest, pk: int) -> HttpResponse:
    waiting = get_object_or_404(Correction.objects.select_related("story"), pk=pk)
    actions.drop_correction(waiting, by=at_desk(request))
    messages.success(request, _("The correction is dropped; nobody has seen it."))
    return redirect("correct_story", waiting.story_id)
