from django.db import models


class Purge(models.Model):
    """Keys that a change touched, written with the change itself: whatever happens to the process, no page stays wrong.

    `gone`: pages that show these are dropped at once; `stale`: those may be handed out while new ones are made.
    """

    gone = models.JSONField(default=list)
    stale = models.JSONField(default=list)
    noted_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{len(self.gone)} gone, {len(self.stale)} stale"
