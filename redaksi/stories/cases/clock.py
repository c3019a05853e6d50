"""The worker's rounds: warn before a case's time runs out, settle what was missed, let go of what is no longer needed."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from redaksi.stories.cases import acts, deciding, papers, person
from redaksi.stories.models import ActKind, Case
from redaksi.stories.signals import case_presses

KEPT = timedelta(days=730)
"""After a case is closed; the consent text says so."""
AT_ONCE = 200


def watch() -> int:
    """Each case that is about to be late is told of once; returns how many."""
    deciding.settle_missed()
    pressing = list(Case.objects.pressing().filter(warned_at=None)[:AT_ONCE])
    for case in pressing:
        acts.add(case, ActKind.WARNED)
        Case.objects.filter(pk=case.pk).update(warned_at=timezone.now())
        case_presses.send_robust(sender=Case, case=case)
    return len(pressing)


def let_go() -> int:
    """Proofs of identity of closed cases, and the data of people whose case was closed two years ago; how many."""
    old = Case.objects.filter(closed_at__lt=timezone.now() - KEPT, erased_at=None)[:AT_ONCE]
    return papers.sweep() + sum(person.erase_case(case, "retention") for case in old)
