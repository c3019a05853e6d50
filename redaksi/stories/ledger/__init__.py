"""The ledger: a chain of acts that only grows. `append` is the one way in, `erase` the one way out for words."""

from .chain import append, head
from .erasing import erase
from .reading import for_readers, months, of_story
from .verifying import Finding, verify

__all__ = ["Finding", "append", "erase", "for_readers", "head", "months", "of_story", "verify"]
