from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from redaksi.front import frame, serving
from redaksi.press import shown
from redaksi.stories.models import Byline, Story, StorySource, StoryTopic

RETRY_AFTER_SECONDS = 60 * 60

# Tables that the story's page reads besides its own row.
ALL_IT_SHOWS = (
    "lead_photo__renditions",
    Prefetch("bylines", Byline.objects.select_related("contributor")),
    Prefetch("story_topics", StoryTopic.objects.select_related("topic")),
    Prefetch("story_sources", StorySource.objects.select_related("source")),
)


@require_safe
def by_number(request: HttpRequest, number: str, **rest_of_address: str) -> HttpResponse:
    """The story of this number. Whatever else the address says, it leads to the story's own."""
    story = _with_number(int(number))
    if story is None or (request.path != story.address and _is_led_elsewhere(request)):
        raise Http404
    if story.is_public:
        return _shown(story, request)
    return _withdrawal_of(story, request) if story.is_withdrawn else _notice_of_hold(story, request)


def _with_number(number: int) -> Story | None:
    return Story.objects.select_related("lead_photo", "storyline").filter(number=number).order_by().first()


def _shown(story: Story, request: HttpRequest) -> HttpResponse:
    for section in frame.around(request).sections:  # known already: a join with two tables less
        if section.pk == story.section_id:
            story.section = section
            shown.note_things(section)
    prefetch_related_objects([story], *ALL_IT_SHOWS)
    return serving.serve(story, request)


def _is_led_elsewhere(request: HttpRequest) -> bool:
    """An old address of another story may look like ours and end in a number: the redirect kept for it goes first."""
    return get_redirect(request, Redirect.normalise_path(request.path, decode_unicode=False)) is not None


def _withdrawal_of(story: Story, request: HttpRequest) -> HttpResponse:
    if request.path != story.address:
        return HttpResponsePermanentRedirect(story.get_absolute_url())
    return render(request, "410.html", {"story": story, "withdrawal": story.withdrawal}, status=410)


def _notice_of_hold(story: Story, request: HttpRequest) -> HttpResponse:
    """Taken back for the moment: neutral, kept by nobody. What never was public is not there."""
    if not story.is_held:
        raise Http404
    answer = render(request, "held.html", status=503)
    answer["Retry-After"] = str(RETRY_AFTER_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer
