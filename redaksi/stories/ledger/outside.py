"""What goes along with a story's text wherever that goes: feeds, partners. One query, however many stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from redaksi.stories.ledger.reading import told
from redaksi.stories.models.ledger_entry import LedgerEntry, LedgerKind

NOTICE = _(
    "This story still has to be verified. The newsroom could not reach everybody whom it concerns yet, goes on trying, and"
    " will tell the result in an update."
)
NAMES = {"ralat": "Ralat", "koreksi": "Koreksi", "klarifikasi": "Klarifikasi", "pembaruan": "Pembaruan"}


@dataclass
class Remarks:
    """`above` and `below` the text, each a paragraph of HTML whose words are escaped."""

    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


def remarks_on(story_ids: Iterable[int]) -> dict[int, Remarks]:
    """By story; only for stories of which there is something to say. Masked entries say nothing."""
    kinds = (LedgerKind.CORRECTION, LedgerKind.UNVERIFIED, LedgerKind.VERIFIED)
    remarks: dict[int, Remarks] = {}
    is_open: dict[int, bool] = {}
    for entry in told().filter(story__pk__in=list(story_ids), kind__in=kinds).order_by("number"):
        key = entry.story.pk if entry.story else 0
        if entry.kind == LedgerKind.CORRECTION:
            _add(remarks.setdefault(key, Remarks()), entry)
        else:
            is_open[key] = entry.kind == LedgerKind.UNVERIFIED and not entry.is_masked
    for key in (key for key, is_standing in is_open.items() if is_standing):
        remarks.setdefault(key, Remarks()).below.append(f"<p><i>({escape(NOTICE)})</i></p>")
    return remarks


def _add(remarks: Remarks, entry: LedgerEntry) -> None:
    if not entry.said.get("text"):
        return
    at = date_format(timezone.localtime(entry.at, timezone.get_default_timezone()), "j F Y H.i")
    line = f"<p><b>{escape(NAMES.get(entry.act.get('form', ''), ''))}</b> ({at}): {escape(entry.said['text'])}</p>"
    (remarks.above if entry.act.get("is_serious") else remarks.below).append(line)
