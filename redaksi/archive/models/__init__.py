"""What the archive remembers in the database: which stories wait to be read again, and what lies near each."""

from .neighbourhood import Due, Neighbourhood
from .waiting import Waiting

__all__ = ["Due", "Neighbourhood", "Waiting"]
