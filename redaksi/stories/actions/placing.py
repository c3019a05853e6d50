"""Where stories that come in bulk stand in the tree: behind the last one of their section, as treebeard would count."""

from collections.abc import Sequence
from typing import cast

from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.utils.translation import gettext as _
from wagtail.models import Page

from redaksi.stories.models import Section, Story

MOST_BELOW = len(Page.alphabet) ** Page.steplen - 1


def place_in_tree(stories: Sequence[Story]) -> None:
    """Path, depth and address in the tree for each. The caller holds the transaction. Raises `ValidationError`."""
    by_section: dict[Section, list[Story]] = {}
    for story in stories:
        by_section.setdefault(cast(Section, story.section), []).append(story)
    for section, arriving in by_section.items():
        _hold(section, len(arriving))
        last = _last_step(section)
        if last + len(arriving) > MOST_BELOW:
            raise ValidationError(_("“%(section)s” holds as many stories as a section can") % {"section": section.title})
        for step, story in enumerate(arriving, start=last + 1):
            story.depth, story.numchild = section.depth + 1, 0
            story.path = Page._get_path(section.path, story.depth, step)
            story.url_path = f"{section.url_path}{story.slug}/"


def _hold(section: Section, arriving: int) -> None:
    """Count them, and by that keep every other chunk from this section until ours is written."""
    held = Page.objects.filter(pk=section.pk, path=section.path).update(numchild=F("numchild") + arriving)
    if not held:  # somebody moved it a moment ago
        section.refresh_from_db()
        Page.objects.filter(pk=section.pk).update(numchild=F("numchild") + arriving)


def _last_step(section: Section) -> int:
    """By the ends of a range: LIKE reads the index of every section behind this one, each time (SQLite)."""
    below = Page.objects.filter(path__range=Page._get_children_path_interval(section.path), depth=section.depth + 1)
    last = below.aggregate(Max("path"))["path__max"]
    return int(Page._str2int(last[-Page.steplen :])) if last else 0
