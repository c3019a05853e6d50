"""What the audience tells whoever listens above.

`most_read_changed`: sender MostRead; `scope`, `sections` (keys, None for the whole paper). In the transaction in which other
stories than before are among the most read, or in another order.
`trials_changed`: sender Experiment. In the transaction in which a trial of two headlines, or of a place, begins or ends.
"""

from django.dispatch import Signal

most_read_changed = Signal()

trials_changed = Signal()
