"""What readers may ask of whoever publishes, and whether the paper says it.

UU Pers 40/1999 pasal 12; Journalism Trust Initiative (CWA 17493), clauses 1-8, 12 and 15.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from redaksi.stories.models import Paper, Policy, PolicySubject

LAW = "UU Pers 12"
ASKED_OF_THE_PAPER = {
    "name": f"{LAW}, JTI 1",
    "publisher": f"{LAW}, JTI 1",
    "address": f"{LAW}, JTI 6",
    "responsible_person": LAW,
    "masthead": "JTI 6",
    "registration": "JTI 1",
    "founded_in": "JTI 1",
    "mission": "JTI 2",
    "ownership": "JTI 3, 4",
    "owners": "JTI 5",
    "management": "JTI 6",
    "email": "JTI 7",
    "phone": "JTI 7",
    "funding": "JTI 8",
    "complaints_person": "JTI 15",
    "complaints_email": "JTI 15",
}
# Any page about one of the subjects says it.
ASKED_OF_POLICIES: dict[tuple[PolicySubject, ...], str] = {
    (PolicySubject.ETHICS, PolicySubject.PRINCIPLES): "JTI 9",
    (PolicySubject.CORRECTIONS,): "JTI 15",
    (PolicySubject.REPLY,): "UU Pers 5, JTI 15",
    (PolicySubject.PRIVACY,): "JTI 8",
    (PolicySubject.UNNAMED_SOURCES,): "JTI 12",
    (PolicySubject.AI,): "Peraturan-DP 1/2025",
}


@dataclass(frozen=True)
class Gap:
    """Something readers may ask and are not told. `rule` says who asks for it."""

    label: str | Promise
    rule: str
    is_page: bool = False


def gaps(paper: Paper, policies: Iterable[Policy]) -> list[Gap]:
    """What is missing, in the order of the settings. One query for the masthead, none where it was fetched."""
    told = {policy.subject for policy in policies}
    of_paper = [Gap(_label(name), rule) for name, rule in ASKED_OF_THE_PAPER.items() if not _is_told(paper, name)]
    asked = ASKED_OF_POLICIES.items()
    return of_paper + [Gap(subjects[0].label, rule, True) for subjects, rule in asked if not told & set(subjects)]


def live_policies() -> Iterable[Policy]:
    """What readers can read."""
    return Policy.objects.order_by().filter(live=True).only("title", "slug", "path", "url_path", "subject")


def _is_told(paper: Paper, name: str) -> bool:
    value: Any = getattr(paper, name)
    return bool(value.all() if name == "masthead" else str(value or "").strip())


def _label(name: str) -> str | Promise:
    return _("masthead") if name == "masthead" else Paper._meta.get_field(name).verbose_name
