"""The index of all stories, made and examined from the command line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaksi.cli import installation, progress
from redaksi.cli.language import gettext as _
from redaksi.cli.language import ngettext
from redaksi.cli.trouble import Trouble

if TYPE_CHECKING:
    from redaksi.archive.verifying import Comparison

LISTED_AT_MOST = 10


@dataclass(frozen=True)
class Rebuilt:
    stories: int
    seconds: float
    stories_per_second: int


def rebuild() -> Rebuilt:
    """Of this installation, served or not. Raises `Trouble`."""
    installation.prepare()

    from redaksi.archive import rebuilding
    from redaksi.archive.engines import Busy, Unavailable
    from redaksi.stories.models import Story

    began = time.perf_counter()
    try:
        with progress.bar(_("Stories"), total=Story.objects.count()) as advance:
            count = rebuilding.rebuild(advance)
    except Busy as busy:
        raise Trouble(_("Process %s makes it anew already.") % busy) from busy
    except Unavailable as unavailable:
        raise Trouble(_("The index cannot be written: %s.") % unavailable) from unavailable
    seconds = time.perf_counter() - began
    return Rebuilt(count, round(seconds, 2), round(count / seconds))


def verify() -> Comparison:
    """Raises `Trouble` where there is no index to look at."""
    installation.prepare()

    from redaksi.archive import verifying
    from redaksi.archive.engines import Unavailable
    from redaksi.stories.models import Story

    try:
        with progress.bar(_("Stories"), total=Story.objects.count()) as advance:
            return verifying.verify(advance)
    except Unavailable as unavailable:
        raise Trouble(_("There is no index (%s); `redaksi archive rebuild` makes one.") % unavailable.health) from unavailable


def lines_of(told: Comparison) -> Iterator[str]:
    yield ngettext("%d story", "%d stories", told.stories) % told.stories
    if told.waiting:
        yield _("Waiting for the worker: %d.") % told.waiting
    if told.damaged:
        yield _("Damaged: %s") % ", ".join(told.damaged)
    for label, keys in ((_("Missing"), told.missing), (_("Stale"), told.stale), (_("Too much"), told.surplus)):
        if keys:
            shown = ", ".join(map(str, keys[:LISTED_AT_MOST]))
            yield f"{label} ({len(keys)}): {shown}{' …' if len(keys) > LISTED_AT_MOST else ''}"
    if told.holds:
        yield _("The index holds what the database holds.")
