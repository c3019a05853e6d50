from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import connection, models
from wagtail.models import Orderable

if TYPE_CHECKING:
    from redaksi.stories.models.story import Story

PUBLISH = """
UPDATE {table} SET listed_at = CASE WHEN EXISTS (
    SELECT 1 FROM {table} AS before
    WHERE before.story_id = {table}.story_id AND before.{list} = {table}.{list} AND before.id < {table}.id
) THEN NULL ELSE %s END WHERE story_id = %s RETURNING *
"""


class Listed(Orderable):
    """What puts a story into a list of its own: a topic's, a contributor's.

    `listed_at` repeats the story's day while readers may see it, so that an index can say which are the newest of the list
    (decision 3). Of several lines that put it into the same list only the first has it: there it stands once.
    """

    LIST: ClassVar[str]  # whose list: the column's name

    listed_at = models.DateTimeField(null=True, editable=False, serialize=False)

    class Meta(Orderable.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.listed_at = self.story.listed_at if self._is_first_of_its_list() else None
        super().save(*args, **kwargs)

    @classmethod
    def with_day(cls, story: Story, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """For rows that are written past `save()`."""
        seen = set()
        for row in rows:
            yield row | {"listed_at": None if row[cls.LIST] in seen else story.listed_at}
            seen.add(row[cls.LIST])

    @classmethod
    def published_with(cls, story: Story) -> list[Self]:
        """Its lines as they lie in the database, with the day of a story that is public from now on. One query for both."""
        table = connection.ops.quote_name(cls._meta.db_table)
        day = connection.ops.adapt_datetimefield_value(story.listed_at)
        rows = cls._default_manager.raw(PUBLISH.format(table=table, list=cls.LIST), [day, story.pk])
        return sorted(rows, key=lambda line: (line.sort_order or 0, line.pk))

    @classmethod
    def withdraw(cls, story: Story) -> None:
        cls._default_manager.filter(story=story.pk, listed_at__isnull=False).update(listed_at=None)

    def _is_first_of_its_list(self) -> bool:
        name = type(self)._meta.get_field("story").remote_field.related_name
        mine = [line for line in getattr(self.story, name).all() if getattr(line, self.LIST) == getattr(self, self.LIST)]
        return not mine or mine[0] is self or (self.pk is not None and mine[0].pk == self.pk)
