"""What the archive remembers in the database: which stories wait to be read again, what lies near each, who said what."""

from .neighbourhood import Due, Neighbourhood
from .said import Said
from .waiting import Waiting

__all__ = ["Due", "Neighbourhood", "Said", "Waiting"]
