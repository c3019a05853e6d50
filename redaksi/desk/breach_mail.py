"""Before the law's 3 × 24 hours for a breach run out, whoever may tell of it is reminded: once, by mail."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields import CharField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from redaksi.desk import mail
from redaksi.staff.groups import Role
from redaksi.staff.models import User
from redaksi.stories.models import Breach, SectionRight, SectionRole
from redaksi.stories.models.breach import LEGAL_LIMIT

AHEAD = timedelta(hours=12)
WARNED = "redaksi.warn_of_breach"


def warn() -> int:
    """Of each breach that somebody has not been told of, when twelve hours are left; in how many cases that was now.

    That it was done stands in the log of the admin, which keeps it from being done again.
    """
    people = sorted({each.email for each in _answerable() if each.email})
    pressing = list(_pressing()) if people else []
    with translation.override(settings.LANGUAGE_CODE):
        for breach in pressing:
            log(instance=breach, action=WARNED)
            mail.send.enqueue(people, *_letter(breach))
    return len(pressing)


def _pressing() -> QuerySet[Breach]:
    warned = ModelLogEntry.objects.filter(
        action=WARNED, content_type__app_label="stories", content_type__model="breach", object_id=OuterRef("written")
    )
    untold = Breach.objects.filter(Q(people_told_at=None) | Q(authority_told_at=None))
    due = untold.filter(found_at__lte=timezone.now() - LEGAL_LIMIT + AHEAD).order_by("found_at")
    return due.annotate(written=Cast("pk", CharField())).filter(~Exists(warned))


def _answerable() -> QuerySet[User]:
    """The chief editors of the whole paper, and the admins."""
    chiefs = mail.holders(SectionRight.objects.filter(role=SectionRole.CHIEF, section=None)).values("pk")
    admins = Q(is_superuser=True) | Q(groups__name=Role.ADMIN)
    return User.objects.filter(admins | Q(pk__in=chiefs), is_active=True).distinct()


def _letter(breach: Breach) -> tuple[str, str]:
    """Subject and text; of the breach itself not a word leaves by mail."""
    until = date_format(timezone.localtime(breach.found_at + LEGAL_LIMIT), "j F Y H.i")
    said = _("A breach of personal data has to be told of until %(until)s, and not everybody has been.") % {"until": until}
    return said, f"{said}\n\n{settings.SITE_URL}{reverse('breach_letters', args=[breach.pk])}"
