"""Who may take our stories, and the token that lets them in."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from django.db.models import Q

from redaksi.wire.models import Partner, PartnerFormat

TOKEN_BYTES = 32
ENDINGS = {PartnerFormat.RSS: "xml", PartnerFormat.ATOM: "atom"}
ASKED_EVERY = timedelta(hours=1)
_TOKEN = re.compile(r"[\w-]{20,100}", re.ASCII)


def open_for(partner: Partner) -> str:
    """A new token for this partner; the one before is closed. It is told this once: only its digest is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    partner.token_digest, partner.token_end = _digest(token), token[-4:]
    partner.save(update_fields=["token_digest", "token_end"])
    return token


def partner_with(token: str) -> Partner | None:
    """Whose token this is; None where it is nobody's, or of somebody who is switched off."""
    if not _TOKEN.fullmatch(token):
        return None
    digest = _digest(token)
    partner = Partner.objects.filter(token_digest=digest, is_on=True).first()
    return partner if partner and hmac.compare_digest(partner.token_digest or "", digest) else None


def ending_for(partner: Partner) -> str:
    """Of the address that the partner asks."""
    return ENDINGS.get(PartnerFormat(partner.format), "json")


def has_asked(partner: Partner, now: datetime) -> None:
    """At most one note an hour, so that who asks often writes nothing."""
    before = now - ASKED_EVERY
    if partner.asked_at is None or partner.asked_at < before:
        Partner.objects.filter(Q(asked_at=None) | Q(asked_at__lt=before), pk=partner.pk).update(asked_at=now)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
