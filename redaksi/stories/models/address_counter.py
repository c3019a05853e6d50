from django.db import models, transaction


class AddressCounter(models.Model):
    """The number behind the next address. One row; numbers once given are never given again."""

    last = models.PositiveBigIntegerField(default=0)

    @classmethod
    def take(cls, how_many: int = 1) -> range:
        """The next `how_many` numbers, for the caller alone. Concurrent callers wait for each other's transaction."""
        with transaction.atomic(savepoint=False):
            counter, _ = cls.objects.select_for_update().get_or_create(pk=1)
            first = counter.last + 1
            counter.last += how_many
            counter.save(update_fields=["last"])
        return range(first, first + how_many)

    @classmethod
    def reserve(cls, number: int) -> None:
        """Never give out `number`: a story came with it."""
        with transaction.atomic():
            counter, _ = cls.objects.select_for_update().get_or_create(pk=1)
            counter.last = max(counter.last, number)
            counter.save(update_fields=["last"])

    def __str__(self) -> str:
        return str(self.last)
