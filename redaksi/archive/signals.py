"""What the archive tells whoever listens above.

`lists_renewed`: sender Neighbourhood; `story_ids`. In the transaction in which what lies near these stories is written anew,
and only for lists that are not as they were.
"""

from django.dispatch import Signal

lists_renewed = Signal()
