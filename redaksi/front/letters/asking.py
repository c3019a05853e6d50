"""The letter that asks whether it was really they who asked."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from redaksi.audience.letters.issues import Letter
from redaksi.front.addresses import absolute
from redaksi.stories.models import Paper


def ask_to_confirm(email: str, token: str, letters: Sequence[Letter], language: str) -> None:
    with translation.override(language):
        paper = Paper.load()
        numbers = ".".join(str(letter.pk) for letter in letters)
        address = absolute(f"{reverse('confirm_letters', args=[token])}?untuk={numbers}")
        text = render_to_string("front/letters/confirm.txt", {"paper": paper, "letters": letters, "address": address})
        subject = _("Confirm your letters from %(paper)s") % {"paper": paper.name}
    send.enqueue(email, subject, text)


@task
def send(email: str, subject: str, text: str) -> int:
    return EmailMessage(" ".join(subject.split()), text, to=[email]).send()
