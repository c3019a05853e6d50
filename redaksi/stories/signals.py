"""What `stories` tells whoever listens above. Each is sent once its transaction has been committed.

`story_published`: sender Story; `story`. First publication and every later version.
`story_withdrawn`: sender Story; `story`.
`stories_taken_over`: sender Story; `batch`, `numbers`, `story_ids` (lists). Once a chunk, however many stories.
`stories_brought_in`: sender Story; `batch`, `story_ids`. The same for drafts.
"""

from django.dispatch import Signal

story_published = Signal()
story_withdrawn = Signal()
stories_taken_over = Signal()
stories_brought_in = Signal()
