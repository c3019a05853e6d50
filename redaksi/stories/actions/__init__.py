"""The only way a story changes state. One verb a file; each checks the right, logs the act, tells the listeners."""

from .approve import approve, send_back
from .file import file
from .illustrate import illustrate
from .introduce import introduce
from .lead_lists import lead_lists
from .publish import publish, publish_due
from .refused import Refused
from .take_back import TakenBack, take_back
from .take_over import bring_in, renew, take_over
from .take_up import take_up
from .tie import tie_related
from .withdraw import withdraw

__all__ = [
    "Refused",
    "TakenBack",
    "approve",
    "bring_in",
    "file",
    "illustrate",
    "introduce",
    "lead_lists",
    "publish",
    "publish_due",
    "renew",
    "send_back",
    "take_back",
    "take_over",
    "take_up",
    "tie_related",
    "withdraw",
]
