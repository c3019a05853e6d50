"""What is counted: how often stories were read, never by whom. All of it are sums."""

from .also_read import AlsoRead
from .blend import Blend
from .folded import Folded
from .most_read import MostRead, Scope
from .reading import StoryDay, StoryHour
from .tally import Tally

__all__ = ["AlsoRead", "Blend", "Folded", "MostRead", "Scope", "StoryDay", "StoryHour", "Tally"]
