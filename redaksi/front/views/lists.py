from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from redaksi.archive import quotes
from redaksi.front.pages import Leaf, leaf_of, number_of
from redaksi.press import keys, shown
from redaksi.stories.models import Contributor, Story, Storyline, Topic, TopicKind

A_FEW = 3


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    subject = get_object_or_404(Topic, slug=slug)
    shown.note(keys.list_of("topic", subject.pk))
    stories = Story.objects.published().about(subject)
    leaf = leaf_of(stories, request)
    said = quotes.of_person(subject, A_FEW) if subject.kind == TopicKind.PERSON and leaf.number == 1 else None
    if not leaf.items and not (said and said.quotes):  # nobody reads a name of no public story: it may be a protected child's
        raise Http404
    return render(request, "front/topic.html", {"topic": subject, "leaf": leaf, "said": said})


@require_safe
def said(request: HttpRequest, slug: str) -> HttpResponse:
    """What a person said in this paper, the latest first."""
    person = get_object_or_404(Topic, slug=slug, kind=TopicKind.PERSON)
    shown.note(keys.list_of("topic", person.pk))
    number = number_of(request)
    page = quotes.of_person(person, start=(number - 1) * quotes.A_PAGE)
    if not page.quotes:
        raise Http404
    return render(request, "front/said.html", {"topic": person, "leaf": Leaf(page.quotes, number, page.has_more)})


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
