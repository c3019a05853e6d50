"""Yesterday in figures, by mail to the chief editor each morning."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from redaksi.audience import figures, once
from redaksi.desk import mail
from redaksi.stories.models import SectionRight, SectionRole

HOUR = 7
LISTED = 10


def send_daily() -> bool:
    """Once a day, from seven o'clock on; whether it went out now."""
    now = timezone.localtime()
    yesterday = now.date() - timedelta(days=1)
    if now.hour < HOUR or not figures.totals(yesterday):
        return False
    people = sorted(
        {each.email for each in mail.holders(SectionRight.objects.filter(role=SectionRole.CHIEF, section=None)) if each.email}
    )
    if not people or not once.is_first(f"figures-{yesterday}"):
        return False
    with translation.override(settings.LANGUAGE_CODE):
        mail.send.enqueue(people, _("Readers on %(day)s") % {"day": date_format(yesterday, "j F Y")}, text_of(yesterday))
    return True


def text_of(day: date) -> str:
    totals = figures.totals(day)
    lines = [
        _("%(visits)d visits, %(readings)d stories read.") % {"visits": totals["visits"], "readings": totals["readings"]},
        "",
        _("Most read:"),
        *(f"{place}. {each.story.title} ({each.readings})" for place, each in enumerate(figures.most_read_of(day, LISTED), 1)),
    ]
    if sought := figures.sought_in_vain(day):
        lines += ["", _("Looked for and not found:"), *(f"- {words} ({count})" for words, count in sought[:LISTED])]
    return "\n".join([*lines, "", settings.SITE_URL + reverse("figures") + f"?tanggal={day}"])
