from django.db import connection, models, transaction

_TAKE = """
    INSERT INTO stories_addresscounter (id, last) VALUES (1, %s)
    ON CONFLICT (id) DO UPDATE SET last = stories_addresscounter.last + %s
    RETURNING last
"""


class AddressCounter(models.Model):
    """The number behind the next address. One row; numbers once given are never given again."""

    last = models.PositiveBigIntegerField(default=0)

    @classmethod
    def take(cls, how_many: int = 1) -> range:
        """The next `how_many` numbers, for the caller alone. One query; who asks at once waits."""
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [how_many, how_many])
            (last,) = cursor.fetchone()
        return range(last - how_many + 1, last + 1)

    @classmethod
    def reserve(cls, number: int) -> None:
        """Never give out `number`: a story came with it."""
        with transaction.atomic():
            counter, _ = cls.objects.select_for_update().get_or_create(pk=1)
            counter.last = max(counter.last, number)
            counter.save(update_fields=["last"])

    def __str__(self) -> str:
        return str(self.last)
