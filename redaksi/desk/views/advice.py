"""What the archive says of a draft: the topics and the storyline it names, the published stories it repeats."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from redaksi.archive.draft import Draft, Nearby, nearby
from redaksi.archive.repeating import repeats_of
from redaksi.archive.suggesting import suggestions_for
from redaksi.desk.colleague import at_desk
from redaksi.desk.side_by_side import side_by_side
from redaksi.stories import prose
from redaksi.stories.models import Story


@require_GET
def advice(request: HttpRequest, pk: int) -> JsonResponse:
    """HTML for each place of the form, by its name, about the story's last version; empty where there is nothing to say."""
    story = get_object_or_404(Story, pk=pk)
    if not story.permissions_for_user(at_desk(request)).can_edit():
        raise PermissionDenied
    version = story.get_latest_revision_as_object()
    draft = Draft(version.title, version.dek, "\n".join(prose.paragraphs(version.body.raw_data)), story.pk)
    near = nearby(draft)
    return JsonResponse({"repeats": _repeats(draft, near), "topics": _topics(version, draft, near)})


def _repeats(draft: Draft, near: Nearby) -> str:
    told = [
        {"story": each.story, "percent": round(each.share * 100), "passages": side_by_side(each.passages)}
        for each in repeats_of(draft, near)
    ]
    return render_to_string("desk/advice/repeats.html", {"repeats": told}).strip()


def _topics(version: Story, draft: Draft, near: Nearby) -> str:
    has = {link.topic_id for link in version.story_topics.all()}
    found = suggestions_for(draft, near, without=has, with_storyline=version.storyline_id is None)
    return render_to_string("desk/advice/topics.html", {"suggestions": found}).strip()
