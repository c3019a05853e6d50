"""What the checks say of a draft; going past a warning; adding to the house list."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from redaksi.desk.checking import Finding, Result, checks
from redaksi.desk.checking.of_story import text_of
from redaksi.desk.colleague import at_desk
from redaksi.stories import actions
from redaksi.stories.models import Override, Story
from redaksi.stories.rights import may_edit_section


@require_GET
def check(request: HttpRequest, pk: int) -> JsonResponse:
    """HTML for the panel, about the story's last version; warnings that an editor has gone past are left out."""
    story = _story(request, pk)
    found = checks.findings(text_of(story.get_latest_revision_as_object()))
    past = set(story.overrides.values_list("check_name", "field", "text", "message"))
    shown = [each for each in found if each.result == Result.STOP or _key(each) not in past]
    context = {
        "findings": shown,
        "story": story,
        "stops": sum(each.result == Result.STOP for each in shown),
        "gone_past": len(found) - len(shown),
        "may_override": may_edit_section(at_desk(request), story),
    }
    return JsonResponse({"html": render_to_string("desk/checks/panel.html", context, request)})


@require_POST
def go_past(request: HttpRequest, pk: int) -> JsonResponse:
    """An editor overrides a warning, with a reason."""
    told = {name: request.POST.get(name, "") for name in ("check", "field", "text", "message", "reason")}
    try:
        actions.override(_story(request, pk), at_desk(request), **told)
    except actions.Refused as refused:
        return JsonResponse({"error": str(refused)}, status=400)
    return JsonResponse({"ok": True})


@require_POST
def add_word(request: HttpRequest, pk: int) -> JsonResponse:
    try:
        actions.add_to_house_list(request.POST.get("word", ""), at_desk(request), _story(request, pk))
    except actions.Refused as refused:
        return JsonResponse({"error": str(refused)}, status=400)
    return JsonResponse({"ok": True})


def _story(request: HttpRequest, pk: int) -> Story:
    story = get_object_or_404(Story, pk=pk)
    if not story.permissions_for_user(at_desk(request)).can_edit():
        raise PermissionDenied
    return story


def _key(finding: Finding) -> tuple[str, str, str, str]:
    return finding.check, finding.field, finding.text[: Override._meta.get_field("text").max_length], finding.message
