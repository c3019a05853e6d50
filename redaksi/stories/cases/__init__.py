"""What people ask of the paper, from the receipt to the answer: the only way a `Case` changes.

`receive` takes it in; `let_in`, `accept` and `close` decide it. `papers` keeps proofs of identity, `person` what is kept of
somebody, `clock` warns before the time runs out, `figures` counts.
"""

from .deciding import accept, close, drop, let_in, note, settle
from .receiving import Sent, receive

__all__ = ["Sent", "accept", "close", "drop", "let_in", "note", "receive", "settle"]
