"""The only way a story changes state. One verb a file; each checks the right, logs the act, tells the listeners."""

from .approve import approve, send_back
from .correct import drop_correction, post_correction, write_correction
from .due import publish_due, tick
from .file import file
from .hold import decide, hold
from .illustrate import illustrate
from .introduce import introduce
from .lead_lists import lead_lists
from .override import add_to_house_list, override
from .plan import reschedule, unschedule
from .protect import erase_entry, erase_protected, mask_entry, protect, protect_again
from .publish import publish, read_again
from .refused import Refused
from .take_back import TakenBack, take_back
from .take_over import bring_in, renew, take_over
from .take_up import take_up
from .tie import tie_related
from .verify import close_unverified, declare_unverified, hand_over_verifying
from .withdraw import run_out, withdraw

__all__ = [
    "Refused",
    "TakenBack",
    "add_to_house_list",
    "approve",
    "bring_in",
    "close_unverified",
    "decide",
    "declare_unverified",
    "drop_correction",
    "erase_entry",
    "erase_protected",
    "file",
    "hand_over_verifying",
    "hold",
    "illustrate",
    "introduce",
    "lead_lists",
    "mask_entry",
    "override",
    "post_correction",
    "protect",
    "protect_again",
    "publish",
    "publish_due",
    "read_again",
    "renew",
    "reschedule",
    "run_out",
    "send_back",
    "take_back",
    "take_over",
    "take_up",
    "tick",
    "tie_related",
    "unschedule",
    "withdraw",
    "write_correction",
]
