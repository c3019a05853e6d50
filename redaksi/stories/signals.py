"""What `stories` tells whoever listens above. These are sent once their transaction has been committed:

`story_published`: sender Story; `story`. First publication and every later version.
`story_withdrawn`: sender Story; `story`.
`stories_taken_over`: sender Story; `batch`, `numbers`, `story_ids` (lists). Once a chunk, however many stories.
`stories_brought_in`: sender Story; `batch`, `story_ids`. The same for drafts.

One is sent before the commit, and an error in a listener takes the transaction back:
`stories_written`: sender Story; `story_ids`. Once a chunk that was written past `save()`. Rows that a listener writes are
there with the stories or not at all, whenever the machine stops.
"""

from django.dispatch import Signal

story_published = Signal()
story_withdrawn = Signal()
stories_taken_over = Signal()
stories_brought_in = Signal()
stories_written = Signal()
