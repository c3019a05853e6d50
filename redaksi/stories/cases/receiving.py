from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from redaksi.stories.actions.refused import Refused
from redaksi.stories.cases import acts, papers
from redaksi.stories.models import ActKind, Case, CaseKind, CaseState, CaseWay, ConsentText, Paper
from redaksi.stories.models.case import LEGAL_LIMIT_OF_DATA, LEGAL_LIMIT_OF_READERS_TEXT
from redaksi.stories.signals import case_received

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.models import Story


@dataclass(frozen=True)
class Sent:
    """What somebody sends. `paper` is a file's content; `is_suspect`: came in a flood, or from a machine."""

    kind: CaseKind
    text: str
    story: Story | None = None
    passage: str = ""
    name: str = ""
    speaks_as: str = ""
    email: str = ""
    phone: str = ""
    reference: str = ""
    wish: str = ""
    way: CaseWay = CaseWay.FORM
    paper: bytes = b""
    consent: ConsentText | None = None
    received_at: datetime | None = None
    is_suspect: bool = False

    @property
    def digest(self) -> str:
        """The same thing asked by the same person, however it is spaced."""
        said = (self.kind, self.story.pk if self.story else "", self.reference, self.wish, self.email, self.name)
        told = "\x1f".join(" ".join(str(part).casefold().split()) for part in (*said, self.passage, self.text))
        return hashlib.sha256(told.encode()).hexdigest()


@transaction.atomic
def receive(sent: Sent, by: User | None = None) -> Case:
    """Take it in, with a receipt; the same sent twice is one case as long as it is open. `by`: who entered it at the desk.

    Raises `Refused` for a file that is no proof of identity.
    """
    same = Case.objects.filter(digest=sent.digest, closed_at=None).first()
    if same is not None:
        Case.objects.filter(pk=same.pk).update(repeats=F("repeats") + 1)
        return same
    if sent.paper:
        papers.media_type_of(sent.paper)
    received_at = _received_at(sent)
    case = Case.objects.create(
        kind=sent.kind,
        way=sent.way,
        state=CaseState.QUEUED if sent.is_suspect else CaseState.OPEN,
        story=sent.story,
        reference=sent.reference,
        wish=sent.wish,
        passage=sent.passage,
        text=sent.text,
        name=sent.name,
        speaks_as=sent.speaks_as,
        email=sent.email,
        phone=sent.phone,
        consent=sent.consent,
        received_at=received_at,
        due_at=received_at + time_for(sent.kind),
        digest=sent.digest,
    )
    if sent.paper:
        papers.keep(case, sent.paper)
    acts.add(case, ActKind.RECEIVED, by)
    acts.enter(case, "received")
    transaction.on_commit(partial(case_received.send_robust, sender=Case, case=case))
    return case


def time_for(kind: CaseKind) -> timedelta:
    """The law's where there is one, else the paper's own promise."""
    if kind == CaseKind.READERS_TEXT:
        return LEGAL_LIMIT_OF_READERS_TEXT
    if kind == CaseKind.DATA:
        return LEGAL_LIMIT_OF_DATA
    paper = Paper.load()
    return timedelta(hours=paper.complaint_hours if kind == CaseKind.COMPLAINT else paper.reply_hours)


def _received_at(sent: Sent) -> datetime:
    now = timezone.now()
    if sent.received_at and sent.received_at > now:
        raise Refused.because(_("It cannot have arrived in the future."), "received_at")
    return sent.received_at or now
