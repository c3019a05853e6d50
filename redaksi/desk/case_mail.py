"""Letters about cases: the receipt and the answer to the sender; what came in, and what is about to be late, to the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from redaksi.desk.mail import editors_of, send
from redaksi.staff.models import User
from redaksi.stories.models import Case, CaseKind, CaseOutcome, CaseState, Paper, SectionRight, SectionRole
from redaksi.stories.signals import case_decided, case_presses, case_received

MOST_RECEIPTS = 3
"""An hour to one address: whoever types in another's cannot have them flooded."""
HOUR = timedelta(hours=1)


def connect() -> None:
    case_received.connect(give_receipt)
    case_received.connect(tell_desk)
    case_decided.connect(give_answer)
    case_presses.connect(warn)


def give_receipt(sender: Any, case: Case, **_rest: Any) -> None:
    lately = Case.objects.filter(email__iexact=case.email, received_at__gt=timezone.now() - HOUR, pk__lte=case.pk)
    if case.email and case.state != CaseState.QUEUED and lately.count() <= MOST_RECEIPTS:
        told = {"number": case.number, "until": _moment(case.due_at), "address": _follow(case), "paper": Paper.load().name}
        _to_sender(
            case,
            _("%(number)s: we have received it") % told,
            _("We answer until %(until)s. Follow your case here; nobody else knows this address:") % told,
            told["address"],
        )


def give_answer(sender: Any, case: Case, **_rest: Any) -> None:
    if case.email and case.outcome not in (CaseOutcome.SPAM, CaseOutcome.DROPPED):
        stands = case.get_outcome_display() if case.outcome else case.get_state_display()
        printed = case.answer_story.get_absolute_url() if case.outcome == CaseOutcome.PUBLISHED and case.answer_story else ""
        ground = _("Ground: %s") % case.get_ground_display() if case.ground else ""
        more = [ground, case.answer, settings.SITE_URL + printed if printed else "", _follow(case)]
        _to_sender(case, f"{case.number}: {stands}", *more)


def tell_desk(sender: Any, case: Case, **_rest: Any) -> None:
    if case.state != CaseState.QUEUED:
        said = _("%(kind)s %(number)s came in; to be answered until %(until)s.")
        _to_desk(case, said % {"kind": case.get_kind_display(), "number": case.number, "until": _moment(case.due_at)})


def warn(sender: Any, case: Case, **_rest: Any) -> None:
    said = _("%(number)s has to be answered until %(until)s, and nobody has.")
    _to_desk(case, said % {"number": case.number, "until": _moment(case.due_at)})


def servers_of(case: Case) -> Iterable[User]:
    """The chief editors; of a complaint about a story its section's editors, too."""
    if case.story is not None and case.kind != CaseKind.DATA:
        roles = (SectionRole.CHIEF,) if case.asks_for_print else (SectionRole.CHIEF, SectionRole.EDITOR)
        return [*editors_of(case.story, *roles), *_chiefs()]
    return _chiefs()


def _chiefs() -> Iterable[User]:
    holding = SectionRight.objects.filter(role=SectionRole.CHIEF, section=None)
    people = User.objects.filter(is_active=True)
    return (people.filter(section_rights__in=holding) | people.filter(groups__section_rights__in=holding)).distinct()


def _to_sender(case: Case, subject: str, *text: str) -> None:
    send.enqueue([case.email], subject, "\n\n".join(filter(None, [*text, Paper.load().name])))


def _to_desk(case: Case, said: str) -> None:
    addresses = sorted({each.email for each in servers_of(case) if each.email})
    if addresses:
        send.enqueue(addresses, said, f"{said}\n\n{settings.SITE_URL}{reverse('show_case', args=[case.pk])}")


def _follow(case: Case) -> str:
    return settings.SITE_URL + reverse("case", args=[case.token])


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "j F Y H.i")
