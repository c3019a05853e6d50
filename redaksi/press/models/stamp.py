import uuid

from django.db import models


class Stamp(models.Model):
    """A new value for each change of what every page shares: who has read that once need not again while it stands.

    Written in the transaction of the change, so that both are seen at once, by every process on every machine.
    """

    name = models.CharField(max_length=20, primary_key=True)
    value = models.UUIDField(default=uuid.uuid4)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
