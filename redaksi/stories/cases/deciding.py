from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _

from redaksi.stories import rights
from redaksi.stories.actions.refused import Refused
from redaksi.stories.cases import acts, papers, person
from redaksi.stories.models import ActKind, Case, CaseGround, CaseOutcome, CaseState, DataWish, LedgerEntry, LedgerKind, Story
from redaksi.stories.models.case import REFUSALS
from redaksi.stories.signals import case_decided, reply_published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redaksi.staff.models import User

KICKER = "Hak jawab"
LONGEST_HEADLINE = 200


def note(case: Case, by: User, said: str) -> None:
    """Something that was done or found out: whom was asked, what was answered by telephone. Raises `Refused`."""
    _check_serving(case, by)
    if not said.strip():
        raise Refused.because(_("Write what was done."), "note")
    acts.add(case, ActKind.NOTED, by, said.strip())


@transaction.atomic
def let_in(case: Case, by: User) -> Case:
    """Out of the flood's queue: somebody has looked, and a person wrote it. Its time runs since it came."""
    case = _held(case, by)
    if case.state != CaseState.QUEUED:
        raise Refused.because(_("This case is not in the queue."))
    case.state = CaseState.OPEN
    case.save(update_fields=["state"])
    acts.add(case, ActKind.LET_IN, by)
    acts.enter(case, "received")
    return case


@transaction.atomic
def accept(case: Case, by: User, ground: CaseGround, answer: str = "") -> Story:
    """A right of reply is served: a draft with the reply, in the section of the story it answers, which goes the way of all
    copy. Raises `Refused`."""
    case = _decidable(case, by, ground)
    if not case.asks_for_print or case.story is None or case.story.section is None:
        raise Refused.because(_("Only a reply to a story is printed."))
    if case.answer_story_id:
        raise Refused.because(_("This reply is being prepared already."))
    if ground in REFUSALS:
        raise Refused.because(_("This is a ground to refuse."), "ground")
    if not rights.may_write_in(by, case.story.section):
        raise Refused.because(_("You may not write in this section."))
    case.answer_story = _draft_of(case, by)
    case.state, case.ground, case.answer = CaseState.ACCEPTED, ground, answer
    case.decided_by, case.decided_at = by, timezone.now()
    case.save()
    acts.add(case, ActKind.ACCEPTED, by, case.get_ground_display())
    acts.enter(case, "accepted")
    transaction.on_commit(partial(case_decided.send_robust, sender=Case, case=case))
    return case.answer_story


@transaction.atomic
def close(case: Case, by: User, outcome: CaseOutcome, ground: CaseGround | None, answer: str) -> Case:
    """The decision, with its ground; the sender is told the answer, the proof of identity is deleted. Raises `Refused`."""
    case = _decidable(case, by, ground) if outcome != CaseOutcome.SPAM else _held(case, by)
    if outcome not in outcomes_of(case):
        raise Refused.because(_("A case of this kind does not end like this."), "outcome")
    if outcome == CaseOutcome.REFUSED and ground not in REFUSALS:
        raise Refused.because(_("A refusal needs one of its grounds."), "ground")
    if outcome == CaseOutcome.CORRECTED and not _was_corrected(case):
        raise Refused.because(_("There is no correction to this story since the case came in: write it first."), "outcome")
    if outcome != CaseOutcome.SPAM and not answer.strip():
        raise Refused.because(_("The sender is told why: write the answer."), "answer")
    case.ground = ground or ""
    case.answer = answer
    closed = _closed(case, outcome, by)
    if outcome == CaseOutcome.DONE and case.wish in (DataWish.ERASE, DataWish.STOP):
        transaction.on_commit(partial(person.erase_case, closed, "request", by))  # once the answer is on its way
    return closed


@transaction.atomic
def drop(case: Case) -> Case:
    """The sender takes it back. Raises `Refused` for what is decided."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.is_closed or case.answer_story_id:
        raise Refused.because(_("This case is decided already."))
    return _closed(case, CaseOutcome.DROPPED, None)


def settle(story: Story) -> Case | None:
    """A story went out: where it carries a reply, that case is done, and the story it answers shows it."""
    waiting = Case.objects.filter(answer_story=story.pk, closed_at=None)
    if not waiting.exists():  # nearly always: a publication then asks once
        return None
    with transaction.atomic():
        case = waiting.select_for_update(of=("self",)).select_related("story").first()
        if case is None or not story.is_public:
            return None
        acts.add(case, ActKind.PUBLISHED)
        _closed(case, CaseOutcome.PUBLISHED, None)
        transaction.on_commit(partial(reply_published.send_robust, sender=Case, story=case.story, answer=story))
    return case


def settle_missed() -> int:
    """Replies that went out while nobody listened; returns how many."""
    missed = Case.objects.filter(state=CaseState.ACCEPTED, answer_story__is_public=True).select_related("answer_story")
    return sum(settle(case.answer_story) is not None for case in missed if case.answer_story)


def outcomes_of(case: Case) -> list[CaseOutcome]:
    """How a case of this kind may end by a decision at the desk."""
    ends = [CaseOutcome.ANSWERED, CaseOutcome.REFUSED]
    if case.asks_for_print or case.kind == "complaint":
        ends = [CaseOutcome.CORRECTED, *ends]
    if case.kind in ("data", "readers-text"):
        ends = [CaseOutcome.DONE, CaseOutcome.REFUSED]
    return [*ends, CaseOutcome.SPAM]


def _closed(case: Case, outcome: CaseOutcome, by: User | None) -> Case:
    case.outcome, case.state, case.closed_at = outcome, CaseState.CLOSED, timezone.now()
    if by is not None:
        case.decided_by, case.decided_at = by, case.closed_at
    case.save()
    papers.delete(case)
    if outcome != CaseOutcome.PUBLISHED:
        acts.add(case, ActKind.DECIDED, by, case.get_outcome_display())
    if outcome == CaseOutcome.PUBLISHED:
        acts.enter(case, "published", answer=case.answer_story)
    elif outcome != CaseOutcome.SPAM:
        acts.enter(case, "decided")
    transaction.on_commit(partial(case_decided.send_robust, sender=Case, case=case))
    return case


def _decidable(case: Case, by: User, ground: CaseGround | None) -> Case:
    case = _held(case, by)
    if not rights.may_decide_case(by, case):
        raise Refused.because(_("Only the chief editor, or whoever was named for it, decides this."))
    if case.state == CaseState.QUEUED:
        raise Refused.because(_("Let it in from the queue first."))
    if ground is None:
        raise Refused.because(_("A decision stands on a ground."), "ground")
    return case


def _held(case: Case, by: User) -> Case:
    _check_serving(case, by)
    held = Case.objects.select_for_update(of=("self",)).select_related("story__section").get(pk=case.pk)
    if held.is_closed:
        raise Refused.because(_("This case is closed."))
    return held


def _check_serving(case: Case, by: User) -> None:
    if not rights.may_serve_case(by, case):
        raise Refused.because(_("This case is not yours to serve."))


def _was_corrected(case: Case) -> bool:
    if case.story is None:
        return False
    return LedgerEntry.objects.filter(kind=LedgerKind.CORRECTION, story=case.story, at__gte=case.received_at).exists()


def _draft_of(case: Case, by: User) -> Story:
    """The reply as it was sent, paragraph by paragraph; nothing of the sender but the name that signs it."""
    answered = case.story
    assert answered is not None  # noqa: S101  (asked by the caller, as what follows)
    assert answered.section is not None  # noqa: S101
    headline = _("Right of reply to “%s”") % answered.title
    draft = Story(title=headline[:LONGEST_HEADLINE], kicker=KICKER, owner=by, live=False)
    draft.language = answered.language
    draft.body = [("text", "".join(_paragraphs(case, answered)))]
    answered.section.add_child(instance=draft)
    draft.save_revision(user=by)
    return draft


def _paragraphs(case: Case, answered: Story) -> Iterator[str]:
    signed = ", ".join(filter(None, [case.name, case.speaks_as]))
    day = date_format(timezone.localtime(answered.published_at), "j F Y") if answered.published_at else ""
    told = {"name": signed or _("the sender"), "headline": answered.title, "day": day}
    yield f"<p>{escape(_('A reply of %(name)s to the story “%(headline)s” of %(day)s:') % told)}</p>"
    for paragraph in case.text.splitlines():
        if paragraph.strip():
            yield f"<p>{escape(paragraph.strip())}</p>"
