"""A printed byline, and the people in it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from redaksi.stories.copy import BylineCopy
from redaksi.stories.models import BylineRole

MOST = 30  # names in one line
_BY = re.compile(r"(?:by|oleh|von|par|laporan)\s*:?\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|&|\s(?:and|dan|und|et|och)\s)\s*", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z0-9]{2,8}|[a-z]{2,5}")


def people_in(printed: str) -> list[BylineCopy]:
    """ "Von Christian Hollmann, dpa" is a reporter of a desk; "NTB" alone a contributor. Roles are never guessed at."""
    return list(islice(_people(_BY.sub("", printed.strip(), count=1)), MOST))


def _people(printed: str) -> Iterator[BylineCopy]:
    for part in _AND.split(printed):
        names = [name for name in (name.strip() for name in re.split("[,/]", part)) if name]
        while names:
            name = names.pop(0)
            desk = names.pop(0) if names and _INITIALS.fullmatch(names[0]) else ""
            role = BylineRole.CONTRIBUTOR if _INITIALS.fullmatch(name) else BylineRole.REPORTER
            yield BylineCopy(name, role.value, desk)


def printed(bylines: Sequence[BylineCopy]) -> str:
    """The line for those who print one."""
    return ", ".join(dict.fromkeys(line.name for line in bylines))
