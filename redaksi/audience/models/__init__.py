"""What is counted: how often stories were read, never by whom. And who asked for letters, with their consent."""

from .also_read import AlsoRead
from .blend import Blend
from .experiment import Experiment, Verdict
from .folded import Folded
from .letter import Issue, Letter, Rhythm, Sending, SendingState, Subscriber, Subscription
from .most_read import MostRead, Scope
from .push import Push, PushReader, PushSending
from .reading import StoryDay, StoryHour
from .tally import Tally
from .unfound import Unfound
from .wish import Wish

__all__ = [
    "AlsoRead",
    "Blend",
    "Experiment",
    "Folded",
    "Issue",
    "Letter",
    "MostRead",
    "Push",
    "PushReader",
    "PushSending",
    "Rhythm",
    "Scope",
    "Sending",
    "SendingState",
    "StoryDay",
    "StoryHour",
    "Subscriber",
    "Subscription",
    "Tally",
    "Unfound",
    "Verdict",
    "Wish",
]
