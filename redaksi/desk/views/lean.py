"""The lean story form: saved, merged, checked and handed in by the same views as the ordinary one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.images.forms import get_image_form
from wagtail.permissions import policy_registry

from redaksi.desk import keeping, lean_form
from redaksi.desk.colleague import at_desk
from redaksi.desk.form_choice import LEAN, remembered
from redaksi.desk.views.story import CreateStory, EditStory
from redaksi.desk.views.write import sections_written_for
from redaksi.staff.models import User
from redaksi.stories.models import Photo, Story


class LeanStory(EditStory):
    is_lean = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":  # it leads back to itself, never to a list that weighs as much as twenty such forms
            fields = request.POST.copy()
            fields["next"] = ""
            vars(request)["_post"] = fields
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form_class = lean_form.editing()
        return remembered(request, super().get(request, *args, **kwargs), LEAN)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form_class = lean_form.editing()
        return super().post(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return ["desk/lean/page.html"]

    def get_edit_url(self) -> str:
        return reverse("lean_story", args=[self.page.pk])

    def redirect_away(self) -> HttpResponse:
        return redirect(self.get_edit_url())

    def render_partials(self) -> str:
        return ""

    def get_context_data(self, **_kwargs: Any) -> dict[str, Any]:
        user, permissions = at_desk(self.request), self.page_perms
        photo = self.form.instance.lead_photo
        return {
            "story": self.page,
            "form": self.form,
            "pieces": self.form.pieces,
            "photo": photo,
            "is_locked": self.locked_for_user,
            "may_hand_in": permissions.can_submit_for_moderation() and not permissions.can_publish(),
            "may_add_photo": may_add_photos(user),
            "keeping": keeping.of_form(self.request, str(self.page.pk), self.latest_revision),
            "sessions": self.get_editing_sessions(),
            "action_url": self.get_edit_url(),
        }


class BeginLean(CreateStory):
    """A headline makes the draft; all else follows in its own form."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        return redirect("begin_lean")

    def post(self, request: HttpRequest) -> HttpResponse:
        self.form_class = lean_form.beginning()
        return super().post(request)

    def form_invalid(self, form: Any) -> HttpResponse:
        return _begin(self.request, form)

    def get_edit_url(self) -> str:
        return reverse("lean_story", args=[self.page.pk])


def begin_lean(request: HttpRequest) -> HttpResponse:
    """A new story over a slow line: its section and its headline."""
    if request.method != "POST":
        return remembered(request, _begin(request), LEAN)
    section = get_object_or_404(sections_written_for(at_desk(request)), pk=_number(request.POST.get("section", "")))
    return BeginLean.as_view()(request, "stories", "story", section.pk)


def _begin(request: HttpRequest, form: Any = None) -> HttpResponse:
    sections = sections_written_for(at_desk(request))
    told = {
        "sections": sections,
        "form": form,
        "chosen": request.POST.get("section", ""),
        "headline": request.POST.get("title", ""),
    }
    return render(request, "desk/lean/begin.html", told)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@require_POST
def add_photo(request: HttpRequest, pk: int) -> JsonResponse:
    """A photo for this story, by the form that every photo goes through; the story takes it when it is saved."""
    user, story = at_desk(request), get_object_or_404(Story, pk=pk)
    if not may_add_photos(user) or not story.permissions_for_user(user).can_edit():
        return JsonResponse({"errors": []}, status=403)
    photo = Photo(uploaded_by_user=user)
    fields = request.POST.copy()
    fields.setdefault("title", story.draft_title or story.title)
    form = get_image_form(Photo)(fields, request.FILES, instance=photo, user=user)
    if "collection" in form.fields:
        fields.setdefault("collection", str(form.fields["collection"].queryset.values_list("pk", flat=True)[0]))
    if not form.is_valid():
        return JsonResponse({"errors": [str(each) for errors in form.errors.values() for each in errors]}, status=400)
    form.save()
    return JsonResponse({"id": photo.pk, "title": photo.title})


def may_add_photos(user: User) -> bool:
    return policy_registry.get_by_type(Photo).user_has_permission(user, "add")
