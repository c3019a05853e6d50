"""One person's data, wherever they are kept: handed out or erased by their e-mail address. Rooms above add what they keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.stories import rights
from redaksi.stories.actions.refused import Refused
from redaksi.stories.cases import acts, papers
from redaksi.stories.models import ActKind, Case, CaseAct, CaseOutcome
from redaksi.stories.models.case import new_token

if TYPE_CHECKING:
    from redaksi.staff.models import User


@dataclass(frozen=True)
class Keeper:
    """Whoever keeps something of a person: `export` gives it as plain values, `erase` takes it out and says how many rows."""

    name: str
    export: Callable[[str], list[dict[str, Any]]]
    erase: Callable[[str], int]


_keepers: list[Keeper] = []


def also_keeps(keeper: Keeper) -> None:
    """A room says here, from its `AppConfig.ready()`, that it keeps data of persons."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def cases_of(email: str) -> list[Case]:
    return (
        list(Case.objects.filter(email__iexact=email.strip()).select_related("story", "consent").order_by("pk"))
        if email
        else []
    )


def counts(email: str) -> list[tuple[str, int]]:
    """How much of them is kept, by keeper; nothing where there is nothing."""
    kept = [(_("cases"), len(cases_of(email))), *((keeper.name, len(keeper.export(email))) for keeper in _keepers)]
    return [(name, count) for name, count in kept if count]


def export(email: str, by: User) -> dict[str, Any]:
    """All that is kept of them, by keeper, as plain values; that it was handed out is kept. Raises `Refused`."""
    _check(by)
    found = cases_of(email)
    for case in found:
        acts.add(case, ActKind.EXPORTED, by)
    told = {"email": email, "at": timezone.now().isoformat(timespec="seconds"), "cases": [_told(case) for case in found]}
    return told | {keeper.name: keeper.export(email) for keeper in _keepers}


@transaction.atomic
def erase(email: str, by: User) -> int:
    """All that is kept of them; what waits for an answer stays until it is closed. Returns how many rows. Raises `Refused`."""
    _check(by)
    found = cases_of(email)
    if any(not case.is_closed and case.kind != "data" for case in found):
        raise Refused.because(_("This person still waits for an answer: close the case first."))
    rows = sum(keeper.erase(email) for keeper in _keepers)
    return rows + sum(erase_case(case, "request", by) for case in found if case.is_closed)


@transaction.atomic
def erase_case(case: Case, ground: str, by: User | None = None) -> bool:
    """Whose it was is gone, and what was written; what was done and when stays. Whether there was anything to erase."""
    if case.erased_at:
        return False
    papers.delete(case)
    keeps_text = case.outcome == CaseOutcome.PUBLISHED  # it stands in the paper
    Case.objects.filter(pk=case.pk).update(
        name="",
        speaks_as="",
        email="",
        phone="",
        passage=case.passage if keeps_text else "",
        text=case.text if keeps_text else "",
        reference="",
        answer="",
        digest="",
        token=new_token(),
        erased_at=timezone.now(),
    )
    CaseAct.objects.filter(case=case).exclude(note="").update(note="")
    acts.add(case, ActKind.ERASED, by)
    acts.enter(case, "erased", ground=ground)
    return True


def _check(by: User) -> None:
    if not rights.may_protect_data(by):
        raise Refused.because(_("Only the chief editor, or whoever was named for it, handles people's data."))


def _told(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "kind": case.get_kind_display(),
        "received_at": case.received_at.isoformat(timespec="seconds"),
        "closed_at": case.closed_at.isoformat(timespec="seconds") if case.closed_at else None,
        "story": case.story.get_absolute_url() if case.story else "",
        "name": case.name,
        "speaks_as": case.speaks_as,
        "email": case.email,
        "phone": case.phone,
        "passage": case.passage,
        "text": case.text,
        "answer": case.answer,
        "consent": {"version": case.consent.version, "text": case.consent.text} if case.consent else None,
        "has_proof_of_identity": hasattr(case, "paper") and not case.paper.deleted_at,
    }
