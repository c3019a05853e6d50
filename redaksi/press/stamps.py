"""Whether what a process has read of the paper is still so."""

import uuid

from redaksi.press.models import Stamp

FRAME = "frame"
"""The paper's settings, its sections and policies, and whether anything is kept from some readers."""


def current(name: str) -> str:
    """Read it before what it stands for: then nothing older is ever taken for current. One query."""
    return str(Stamp.objects.filter(name=name).values_list("value", flat=True).first() or "")


def renew(name: str) -> None:
    Stamp.objects.update_or_create(name=name, defaults={"value": uuid.uuid4()})
