"""The ledger: a chain of acts that only grows. `append` is the one way in, `erase` the one way out for words.

`bring_back` fills an empty one, with the chain of another machine.
"""

from .chain import append, head
from .erasing import erase
from .outside import NOTICE, Remarks, remarks_on
from .reading import for_readers, months, of_story
from .returning import bring_back
from .verifying import Finding, verify

__all__ = [
    "NOTICE",
    "Finding",
    "Remarks",
    "append",
    "bring_back",
    "erase",
    "for_readers",
    "head",
    "months",
    "of_story",
    "remarks_on",
    "verify",
]
