"""`/feed/`, `/feed/atom/`, `/feed/json/`, and the same below each list."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, path

from redaksi.press.feeds import views
from redaksi.stories.models import Contributor, Section, Storyline, Topic

TAILS = {"rss": "", "atom": "atom/", "json": "json/"}


def _three(name: str, prefix: str, view: Callable[..., Any], **given: Any) -> Iterator[URLPattern]:
    for flavor, tail in TAILS.items():
        yield path(f"{prefix}feed/{tail}", view, {"flavor": flavor, **given}, name=f"{name}_{flavor}")


urlpatterns = [
    *_three("feed", "", views.of_paper),
    *_three("topic_feed", "topik/<slug:slug>/", views.of_thing, model=Topic),
    *_three("contributor_feed", "penulis/<slug:slug>/", views.of_thing, model=Contributor),
    *_three("storyline_feed", "rangkaian/<slug:slug>/", views.of_thing, model=Storyline),
    *_three("section_feed", "<slug:slug>/", views.of_thing, model=Section),
]
