from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from redaksi.front import frame, serving
from redaksi.press import shown
from redaksi.stories.models import Byline, Rendition, Story, StorySource, StoryTopic
from redaksi.stories.prepared import Prepared, hand_over

RETRY_AFTER_SECONDS = 60 * 60

_of_number = Prepared(
    lambda numbers: Story.objects.select_related("lead_photo", "storyline").filter(number__in=numbers).order_by()
)
_renditions = Prepared(lambda photos: Rendition.objects.filter(image__in=photos))
# Lines of the story in other tables, by the name that it has for them.
LINES = {
    "bylines": Prepared(lambda stories: Byline.objects.select_related("contributor").filter(story__in=stories)),
    "story_topics": Prepared(lambda stories: StoryTopic.objects.select_related("topic").filter(story__in=stories)),
    "story_sources": Prepared(lambda stories: StorySource.objects.select_related("source").filter(story__in=stories)),
}


@require_safe
def by_number(request: HttpRequest, number: str, **rest_of_address: str) -> HttpResponse:
    """The story of this number. Whatever else the address says, it leads to the story's own."""
    story = next(iter(_of_number([int(number)])), None)
    if story is None or (request.path != story.address and _is_led_elsewhere(request)):
        raise Http404
    if story.is_public:
        return _shown(story, request)
    return _withdrawal_of(story, request) if story.is_withdrawn else _notice_of_hold(story, request)


def _shown(story: Story, request: HttpRequest) -> HttpResponse:
    for section in frame.around(request).sections:  # known already: a join with two tables less
        if section.pk == story.section_id:
            story.section = section
            shown.note_things(section)
    _with_all_it_shows(story)
    return serving.serve(story, request)


def _with_all_it_shows(story: Story) -> None:
    """Four queries, three for a story without a photograph."""
    if story.lead_photo:
        hand_over(story.lead_photo, "renditions", _renditions([story.lead_photo.pk]))
    for name, lines in LINES.items():
        rows = lines([story.pk])
        for row in rows:
            row.story = story
        hand_over(story, name, rows)


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
