from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redaksi.front import popular


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    lists = popular.all_lists()
    if any(each.stories for each in lists):
        return render(request, "front/most_read.html", {"lists": lists})
    return render(request, "front/most_read.html", {"newest": popular.newest()})
