"""What PostgreSQL believes of its tables while a run fills them.

It looks each foreign key up the way that was best when it was first asked, in tables of one page: by reading all of them.
Until somebody counts again, each chunk takes longer than the one before it, and its own housekeeping may come late or never.
"""

from django.db import connection

FIRST = 500  # stories; again after each tenfold of it


class Statistics:
    def __init__(self) -> None:
        self._due_at = FIRST

    def follow(self, stories: int) -> None:
        """`stories` have come in by now. Costs a second or two at most, whatever the archive's size: it reads samples."""
        if stories < self._due_at:
            return
        self._due_at = stories * 10
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE (SKIP_LOCKED)")
