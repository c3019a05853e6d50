"""Saving a story that somebody else has saved since the form was opened: nobody's text is written over unseen."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import COMMENTS_RELATION_NAME

from redaksi.desk import together
from redaksi.desk.colleague import at_desk
from redaksi.desk.conflicts import questions
from redaksi.desk.together import Parting
from redaksi.stories.actions import Refused
from redaksi.stories.merging import Merged
from redaksi.stories.models import Story


class EditTogether(EditView):
    page: Any
    is_out_of_date = False  # a version that others saved meanwhile stops nobody here

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        """One save of a story at a time: nothing comes between reading its latest version and writing the next."""
        answer = partial(super().dispatch, request, page_id, **kwargs)
        if request.method != "POST":
            return answer()
        with transaction.atomic():
            Story.objects.select_for_update(of=("self",)).filter(pk=page_id).values("pk").first()
            try:
                return answer()
            except Refused as refused:
                refusal = refused
                vars(request)["is_saved_all_the_same"] = True  # the button's version was kept before it was asked about
        raise refusal

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.latest_revision and self.latest_revision.approved_go_live_at:
            self._write_a_new_version()  # what is planned goes out as it was approved
        parting = None if self.is_reverting else together.parting(request.POST, self.page, self.latest_revision)
        if parting is None:
            answer = super().post(request, *args, **kwargs)
            return with_mark(answer, self.page) if self.expects_json_response else answer
        self._leave_versions_of_others()
        theirs, self.page = self.page, together.opened(self.page, self.latest_revision, parting)
        self.form = self._form()
        if self.locked_for_user or not self.form.is_valid():
            self.form.restore_required_fields()
            return self.form_invalid(self.form)
        mine = self.form.save(commit=False)
        merged = together.brought_together(parting, mine, self.latest_revision, request.POST)
        if merged.conflicts:
            return self._ask(merged)
        self.form.in_its_place = self.page = theirs.with_content_json(merged.content)
        setattr(self.page, COMMENTS_RELATION_NAME, list(getattr(mine, COMMENTS_RELATION_NAME).all()))
        return self._save(merged, mine, parting)

    def _form(self) -> Any:
        form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        if self.action_name == "save":
            form.defer_required_fields()
        return form

    def _save(self, merged: Merged, mine: Story, parting: Parting) -> HttpResponse:
        if not merged.taken:
            answer = self.form_valid(self.form)
        else:
            self.has_content_changes = True
            answer = self.save_action()  # whatever the button was: nobody lets out what they have not seen
            if not self.expects_json_response:
                messages.warning(self.request, self._told())
        if not self.expects_json_response:
            return answer
        carried = together.packed(together.content_of(mine), parting.rows)
        more = {"together": self._told() if merged.taken else ""}
        return _changed(answer, {"base": carried}, only=True, **more)

    def _told(self) -> str:
        names = together.names_of_others(self.page, self.request.POST.get("seen", ""), at_desk(self.request))
        said = {"names": get_text_list(names, _("and")) or _("Somebody else")}
        if self.action_name == "save":
            return _("%(names)s has changed this story, too. Both texts are saved as one.") % said
        return (
            _("%(names)s has changed this story, too. Both texts are saved as one draft: read it, then press the button again.")
            % said
        )

    def _leave_versions_of_others(self) -> None:
        """An autosave writes over its own last version, unless that is no longer the latest."""
        if self.request.POST.get("overwrite_revision_id") != str(self.latest_revision.pk):
            self._write_a_new_version()

    def _write_a_new_version(self) -> None:
        self.request.POST = self.request.POST.copy()
        self.request.POST.pop("overwrite_revision_id", None)

    def _ask(self, merged: Merged) -> HttpResponse:
        names = together.names_of_others(self.page, self.request.POST.get("seen", ""), at_desk(self.request))
        name = get_text_list(names, _("and")) or _("Somebody else")
        if self.expects_json_response:
            said = _("%(name)s has changed the same place as you. Yours is kept in this browser; choose which it is to be.")
            return self.json_error_response("invalid_revision", said % {"name": name})
        fields = [(key, value) for key, values in self.request.POST.lists() for value in values if _is_kept(key)]
        context = {
            "story": self.page,
            "questions": questions(merged.conflicts),
            "fields": fields,
            "name": name,
            "action_url": self.get_edit_url(),
        }
        return TemplateResponse(self.request, "desk/story/conflicts.html", context)


def with_mark(answer: HttpResponse, story: Story) -> HttpResponse:
    """The form learns which version holds what it has just sent."""
    return _changed(answer, {"seen": together.mark_of(story.latest_revision)})


def _is_kept(name: str) -> bool:
    return name != "csrfmiddlewaretoken" and not name.startswith(("action-", "workflow-action-", together.CHOICE))


def _changed(answer: HttpResponse, updates: dict[str, str], only: bool = False, **more: Any) -> HttpResponse:
    """`updates` are told to the form besides what Wagtail tells it; `only` they, where its rows are not those of the story."""
    told = json.loads(answer.content)
    if not told.get("success"):
        return answer
    told["field_updates"] = updates if only else {**told["field_updates"], **updates}
    return JsonResponse({**told, **more})
