from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redaksi.archive import search
from redaksi.front.pages import Leaf, number_of


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    number = number_of(request, search.LAST_PAGE)
    found = search.stories_with(request.GET.get("q", ""), number)
    leaf = Leaf(found.stories, number, found.has_more, search.LAST_PAGE)
    return render(request, "front/search.html", {"question": found.question, "leaf": leaf})
