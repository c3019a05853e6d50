"""What the archive tells whoever listens above.

`lists_renewed`: sender Neighbourhood; `story_ids`. In the transaction in which what lies near these stories is written anew,
and only for lists that are not as they were.
`quotes_renewed`: sender Said; `topic_ids`, a set. In the transaction in which quotes of these persons are written anew.
"""

from django.dispatch import Signal

lists_renewed = Signal()
quotes_renewed = Signal()
