"""Copy that readers have already: what repeats a published story."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from redaksi.archive.draft import Draft, nearby
from redaksi.archive.repeating import repeats_of
from redaksi.desk.checking import Finding, Result, Text

MUCH = 0.3  # of the copy's words


def check(text: Text) -> Iterator[Finding]:
    if text.story is None:
        return
    draft = Draft(text.headline, text.dek, "\n".join(part.text for part in text.body), text.story.pk)
    for repeat in repeats_of(draft, nearby(draft)):
        if repeat.share >= MUCH:
            told = {"percent": round(repeat.share * 100), "headline": repeat.story.headline}
            message = _("%(percent)s%% of this copy stands in “%(headline)s” already.") % told
            yield Finding("kemiripan", Result.WARN, "body", 0, 0, "", message)
