from django.db import models
from django.utils import timezone


class Ping(models.Model):
    """An address that a service outside is yet to be told of: a WebSub hub, or IndexNow. Written with the change itself."""

    endpoint = models.URLField(max_length=300)
    url = models.URLField(max_length=500)
    noted_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["endpoint", "url"], name="one_ping_per_address")]

    def __str__(self) -> str:
        return f"{self.endpoint}: {self.url}"
