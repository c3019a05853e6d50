"""The demo's paper and front page: its name and masthead, what leads, how sections look."""

from typing import Any

from django.db import transaction

from redaksi.cli.demo import sample
from redaksi.stories.models import FrontPage, FrontPlace, MastheadLine, Paper, Section, SourceId


def say_it_is_a_demo() -> None:
    paper = Paper.load()
    for field, value in {**sample.site(), **sample.paper()["paper"], "is_demo": True}.items():
        setattr(paper, field, value)
    paper.save()


@transaction.atomic
def lay_out() -> None:
    """Fill what editors would fill; leaves alone what is filled already."""
    _write_masthead(Paper.load(), sample.paper()["masthead"])
    _choose_leads(FrontPage.objects.get(), sample.paper()["front"]["places"])
    for title, form in sample.paper()["forms"].items():
        Section.objects.filter(title=title).update(form=form)


def _write_masthead(paper: Paper, lines: list[dict[str, Any]]) -> None:
    if not MastheadLine.objects.filter(paper=paper).exists():
        MastheadLine.objects.bulk_create(
            MastheadLine(paper=paper, sort_order=order, **line) for order, line in enumerate(lines)
        )


def _choose_leads(front_page: FrontPage, identifiers: list[str]) -> None:
    if FrontPlace.objects.filter(front_page=front_page).exists():
        return
    stories = dict(SourceId.objects.filter(identifier__in=identifiers).values_list("identifier", "story_id"))
    FrontPlace.objects.bulk_create(
        FrontPlace(front_page=front_page, story_id=stories[identifier], sort_order=order)
        for order, identifier in enumerate(identifiers)
        if identifier in stories
    )
