"""Floods of the public forms. No riddles: what comes in a flood waits for a look, with its receipt and its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from redaksi.front import callers
from redaksi.stories.models import Case, CaseState, CaseWay

LARGEST = 8 * 1024 * 1024
"""Bytes of one form: a proof of identity of five megabytes, and a long text."""
FROM_ONE_ADDRESS = 5
"""In ten minutes; after that they wait in the queue. Thousands of readers may stand behind one operator's address."""
WINDOW_SECONDS = 600
FROM_ALL = 200
"""In an hour, let in without a look."""
MOST_QUEUED = 1000
"""In an hour; nothing more is taken until it is over, and everybody keeps what they wrote."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Gate:
    is_suspect: bool = False
    is_shut: bool = False


def gate_for(request: HttpRequest, is_machine: bool) -> Gate:
    """Counts this form. Two short queries; a third where it is suspect."""
    asked = callers.count(request, "forms", WINDOW_SECONDS)
    if not is_machine and asked <= FROM_ONE_ADDRESS and not _came(CaseState.OPEN, FROM_ALL):
        return Gate()
    return Gate(is_suspect=True, is_shut=_came(CaseState.QUEUED, MOST_QUEUED))


def is_too_large(request: HttpRequest) -> bool:
    """Told before a byte of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdigit() or int(length) > LARGEST


def _came(state: CaseState, many: int) -> bool:
    """So many of this state within the hour."""
    lately = Case.objects.filter(state=state, way=CaseWay.FORM, received_at__gt=timezone.now() - HOUR)
    return lately[many - 1 : many].exists()
