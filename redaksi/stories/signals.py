"""What `stories` tells whoever listens above. These are sent once their transaction has been committed:

`story_published`: sender Story; `story`. First publication and every later version.
`story_withdrawn`: sender Story; `story`.
`story_corrected`: sender Story; `story`, `entry` (a `LedgerEntry`). What its page says of itself has changed.
`story_protected`: sender Story; `story`. Its words are masked: whoever kept some of them forgets them.
`story_held`, `story_released`: sender Story; `story`. Taken back for the moment; shown again after the decision.
`publication_failed`: sender Story; `failure` (a `DueFailure`). What was due could not go out; once for each reason.
`story_filed`, `story_approved`, `story_sent_back`: sender Story; `story`, `by`, `comment`. Whatever the way in.
`story_approved` also says whether all have read it who must (`is_all`).
`case_received`, `case_decided`, `case_presses`: sender Case; `case`. Somebody asked; was answered; waits, and time runs out.
`reply_published`: sender Case; `story`, and the `answer` to it that readers may read now.
`stories_taken_over`: sender Story; `batch`, `numbers`, `story_ids` (lists). Once a chunk, however many stories.
`stories_brought_in`: sender Story; `batch`, `story_ids`. The same for drafts.
`photo_developed`: sender Photo; `photo_id`. It has other sizes than before; sent by the worker.

One is sent before the commit, and an error in a listener takes the transaction back:
`stories_written`: sender Story; `story_ids`. Once a chunk that was written past `save()`. Rows that a listener writes are
there with the stories or not at all, whenever the machine stops.
"""

from django.dispatch import Signal

story_published = Signal()
story_withdrawn = Signal()
story_corrected = Signal()
story_protected = Signal()
story_held = Signal()
story_released = Signal()
publication_failed = Signal()
story_filed = Signal()
story_approved = Signal()
story_sent_back = Signal()
case_received = Signal()
case_decided = Signal()
case_presses = Signal()
reply_published = Signal()
stories_taken_over = Signal()
stories_brought_in = Signal()
photo_developed = Signal()
stories_written = Signal()
