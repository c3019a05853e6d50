from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from redaksi.front.pages import leaf_of
from redaksi.press import keys, shown
from redaksi.stories.models import Contributor, Story, Storyline, Topic


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    subject = get_object_or_404(Topic, slug=slug)
    shown.note(keys.list_of("topic", subject.pk))
    stories = Story.objects.published().about(subject)
    return render(request, "front/topic.html", {"topic": subject, "leaf": leaf_of(stories, request)})


@require_safe
def storyline(request: HttpRequest, slug: str) -> HttpResponse:
    """In order of time: a running story is read from its beginning."""
    running = get_object_or_404(Storyline, slug=slug)
    shown.note(keys.list_of("storyline", running.pk))
    stories = Story.objects.published().filter(storyline=running).order_by("published_at", "pk")
    return render(request, "front/storyline.html", {"storyline": running, "leaf": leaf_of(stories, request)})


@require_safe
def contributor(request: HttpRequest, slug: str) -> HttpResponse:
    person = get_object_or_404(Contributor.objects.select_related("photo"), slug=slug)
    shown.note(keys.list_of("contributor", person.pk))
    stories = Story.objects.published().signed_by(person)
    return render(request, "front/contributor.html", {"person": person, "leaf": leaf_of(stories, request)})
