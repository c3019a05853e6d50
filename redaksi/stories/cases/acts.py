from __future__ import annotations

from typing import TYPE_CHECKING

from redaksi.stories import ledger
from redaksi.stories.models import ActKind, Case, CaseAct, CaseKind, CaseState, LedgerKind

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.models import Story

IN_LEDGER = {CaseKind.REPLY: LedgerKind.REPLY, CaseKind.CORRECTION: LedgerKind.REPLY}


def add(case: Case, act: ActKind, by: User | None = None, note: str = "") -> CaseAct:
    return CaseAct.objects.create(case=case, act=act, by=by, note=note)


def enter(case: Case, step: str, answer: Story | None = None, ground: str = "") -> None:
    """The step in the ledger, without a word about the person; nothing of what is still in the queue. Call it last."""
    if case.state != CaseState.QUEUED:
        told = {"case": case.number, "kind": case.kind, "step": step, "outcome": case.outcome}
        told["ground"] = ground or case.ground
        kind = IN_LEDGER.get(CaseKind(case.kind), LedgerKind.COMPLAINT)
        ledger.append(kind, case.story, {name: value for name, value in told.items() if value}, answer=answer)
