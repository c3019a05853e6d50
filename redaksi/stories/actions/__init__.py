"""The only way a story changes state. One verb a file; each checks the right, logs the act, tells the listeners."""

from .approve import approve, send_back
from .due import publish_due, tick
from .file import file
from .hold import decide, hold
from .illustrate import illustrate
from .introduce import introduce
from .lead_lists import lead_lists
from .override import add_to_house_list, override
from .plan import reschedule, unschedule
from .publish import publish, read_again
from .refused import Refused
from .take_back import TakenBack, take_back
from .take_over import bring_in, renew, take_over
from .take_up import take_up
from .tie import tie_related
from .withdraw import withdraw

__all__ = [
    "Refused",
    "TakenBack",
    "add_to_house_list",
    "approve",
    "bring_in",
    "decide",
    "file",
    "hold",
    "illustrate",
    "introduce",
    "lead_lists",
    "override",
    "publish",
    "publish_due",
    "read_again",
    "renew",
    "reschedule",
    "send_back",
    "take_back",
    "take_over",
    "take_up",
    "tick",
    "tie_related",
    "unschedule",
    "withdraw",
]
