"""One letter as a mail program gets it: text and HTML, and what it unsubscribes with (RFC 2369, RFC 8058)."""

from __future__ import annotations

import email.policy
import re
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from redaksi.audience.models import Issue, Subscription

LEAVE = "/buletin/berhenti/"
SETTLE = "/buletin/atur/"
RETURNED = re.compile(rf"List-Unsubscribe:[\s>]*<[^\s<>]{{0,300}}{LEAVE}([\w-]{{20,64}})/>", re.IGNORECASE)
HEAD = re.compile(
    r"^[ \t>]*(?:Return-Path|Received|MIME-Version|Content-Type|Subject|From|Date|List-Unsubscribe):",
    re.IGNORECASE | re.MULTILINE,
)


class Unbroken(UnstructuredHeader, BaseHeader):
    """Python wraps an address of more than a line as an encoded word, and mail programs offer no button for that."""

    def fold(self, *, policy: email.policy.Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
for _name in ("list-unsubscribe", "list-id"):
    HEADERS.map_to_type(_name, Unbroken)


class LetterMessage(EmailMultiAlternatives):
    def message(self, *, policy: Any = email.policy.default) -> EmailMessage:
        return super().message(policy=policy.clone(header_factory=HEADERS))


def message_of(issue: Issue, subscription: Subscription) -> LetterMessage:
    leave = f"{settings.SITE_URL}{LEAVE}{subscription.token}/"
    settle = f"{settings.SITE_URL}{SETTLE}{subscription.subscriber.token}/"

    def signed(text: str) -> str:
        return text.replace("%BERHENTI%", leave).replace("%ATUR%", settle)

    message = LetterMessage(
        issue.subject,
        signed(issue.text),
        to=[subscription.subscriber.email],
        headers={
            "List-Unsubscribe": f"<{leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"<buletin-{issue.letter_id}.{urlsplit(settings.SITE_URL).hostname}>",
            "Precedence": "bulk",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(signed(issue.html), "text/html")
    return message


def returned_in(text: str) -> tuple[str, str]:
    """What is said before a letter that came back, and the letter's token; all of it and nothing where there is no letter."""
    found, head = RETURNED.search(text), HEAD.search(text)
    said = text[: head.start()] if head else text
    return said, found[1] if found else ""
