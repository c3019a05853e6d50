"""Whether what a process has read of the paper is still so."""

import uuid

from redaksi.press.models import Stamp
from redaksi.stories.prepared import Prepared

FRAME = "frame"
"""The paper's settings, its sections and policies, and whether anything is kept from some readers."""


_values = Prepared(lambda: Stamp.objects.order_by().values_list("name", "value"))


def current(name: str) -> str:
    """Read it before what it stands for: then nothing older is ever taken for current. One query."""
    return str(dict(_values()).get(name, ""))


def renew(name: str) -> None:
    Stamp.objects.update_or_create(name=name, defaults={"value": uuid.uuid4()})
