"""Wagtail's page views for a story. Its edit view publishes past `Story.publish`: ours goes through it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Revision

from redaksi.desk import history, keeping
from redaksi.desk.colleague import at_desk
from redaksi.desk.form_choice import remembered, wants_lean
from redaksi.desk.hand_in import FLASH
from redaksi.desk.state import State, state_of
from redaksi.desk.views.together import EditTogether, with_mark
from redaksi.stories.models import Story
from redaksi.wire.models import Origin
from redaksi.wire.origins import of_story


class CreateStory(CreateView):
    template_name = "desk/story/create.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if wants_lean(request, is_writer=not self.parent_page_perms.can_publish_subpage()):
            return redirect("begin_lean")
        return remembered(request, super().get(request))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keeping.told_when_safe(request, super().dispatch(request, *args, **kwargs))

    def save_action(self) -> HttpResponse:
        answer = super().save_action()
        return with_mark(answer, self.page) if self.expects_json_response else answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = keeping.of_form(self.request, f"new-{self.parent_page.pk}")
        return {**super().get_context_data(**kwargs), "keeping": kept}


class EditStory(EditTogether):
    page: Any
    is_lean = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_other = self.is_lean or self.is_reverting or self.hydrate_create_view
        if not is_other and wants_lean(request, is_writer=not self.page_perms.can_publish()):
            return redirect("lean_story", self.page.pk)
        return remembered(request, super().get(request, *args, **kwargs))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return keeping.told_when_safe(request, super().dispatch(request, *args, **kwargs))

    def get_object(self) -> Any:
        story = super().get_object()
        if self.request.method == "GET":  # fourteen places of the form ask where its reading stands
            vars(story)["_current_workflow_states"] = self.real_page_record._current_workflow_states
        return story

    def get_template_names(self) -> list[str]:
        own = {"wagtailadmin/pages/edit.html": "desk/story/edit.html"}
        return [own.get(name, name) for name in super().get_template_names()]

    def get_history_url(self) -> str:
        return history.address_of(self.page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not self.expects_json_response:
            context["keeping"] = keeping.of_form(self.request, str(self.page.pk), self.latest_revision)
        return {**context, "origins": self._origins(), "state": self._state()}

    def _state(self) -> State | None:
        if self.expects_json_response:
            return None
        return state_of(self.page, at_desk(self.request))

    def _origins(self) -> list[Origin]:
        """Where the story was taken from; an autosave does not ask."""
        if self.expects_json_response:
            return []
        return list(of_story(self.page).select_related("item__feed", "seen_by").defer("item__copy", "text"))

    def publish_action(self) -> HttpResponse:
        revision = self._keep_version()
        self.page = Story.objects.get(pk=self.page.pk).publish(
            revision,
            user=at_desk(self.request),
            changed=self.has_content_changes,
            previous_revision=self.previous_revision,
            is_flash=self.request.POST["action-publish"] == FLASH,
        )
        self._tell_outcome(revision)
        return self.run_hook("after_edit_page", self.request, self.page) or self.redirect_away()

    def perform_workflow_action(self) -> HttpResponse:
        answer = super().perform_workflow_action()
        if self.workflow_action == "approve" and Story.objects.get(pk=self.page.pk).workflow_in_progress:
            messages.info(self.request, _("Approved; the chief editor reads it next."))
        return answer

    def _keep_version(self) -> Revision:
        self.page = self.form.save(commit=not self.page.live)
        self.subscription.save()
        revision = self.page.save_revision(user=self.request.user, log_action=True, previous_revision=self.previous_revision)
        if self.has_content_changes and "comments" in self.form.formsets:
            changes = self.get_commenting_changes()
            self.log_commenting_changes(changes, revision)
            self.send_commenting_notifications(changes)
        return revision

    def _tell_outcome(self, revision: Revision) -> None:
        waits = Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False).exists()
        buttons: list[Any] = [self.get_edit_message_button()]
        if waits:
            text = _("“%(headline)s” is scheduled.")
        else:
            text = _("“%(headline)s” is published.")
            buttons.insert(0, self.get_view_live_message_button())
        messages.success(self.request, text % {"headline": self.page.title}, buttons=buttons)


class RevertStory(EditStory, RevisionsRevertView):
    """Publishing an old version, the same way."""


class StoryViewSet(PageViewSet):
    model = Story
    add_view_class = CreateStory
    edit_view_class = EditStory
    revisions_revert_view_class = RevertStory
    parent_models: list[type] = []  # the explorer stays Wagtail's own


story_viewset = StoryViewSet("stories")
