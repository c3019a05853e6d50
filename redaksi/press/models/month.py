from django.db import models


class Month(models.Model):
    """A month in which stories were first published, by the paper's clock, and when one of them last changed.

    What the index of the sitemaps says, without a look at the whole archive. `ends_at` is the beginning of the next.
    """

    starts_at = models.DateTimeField(unique=True)
    ends_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d} – {self.ends_at:%Y-%m-%d}"
