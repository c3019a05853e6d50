"""A version of a story and the rows that it points at: asked for once a table, and written only where they changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations, get_serializable_data_for_fields

from redaksi.stories.models.listed import Listed

if TYPE_CHECKING:
    from redaksi.stories.models import Story

Content = Mapping[str, Any]


def still_there(model: type[Story], content: Content) -> dict[str, Any]:
    """The content of a version without what is no longer in the database: a storyline, a photo, somebody's byline.

    One query for each table that it points at, however often it does; `modelcluster` asks once for each link.
    """
    left = {name: _kept(model, name, value) for name, value in content.items()}
    for relation in get_all_child_relations(model):
        name, link = relation.get_accessor_name(), _link(relation.related_model, relation.field.name)
        if link and left.get(name):
            there = _there(link, (child[link.name] for child in left[name]))
            left[name] = [child for child in left[name] if child[link.name] in there]
    return left


def leave_unchanged(story: Story, is_first: bool) -> None:
    """Bylines, topics and sources that are as they lie in the database are not written again. One query each.

    `is_first`: nobody could read the story until now. Then lists hear of it in the same query (`Listed`).
    """
    held = story.__dict__.get("_cluster_related_objects") or {}
    for name in list(held):
        rows = getattr(story, name).get_live_queryset()
        if is_first and issubclass(rows.model, Listed):
            rows._result_cache = rows.model.published_with(story)
        if _plain(rows) == _plain(held[name]):
            del held[name]
            story.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def _kept(model: type[Story], name: str, value: Any) -> Any:
    field = next((field for field in model._meta.local_fields if field.name == name), None)
    if value is None or not isinstance(field, ForeignKey) or not field.editable or not field.null:
        return value
    return value if _there(field, [value]) else None


def _link(child: type[Model], parent: str) -> ForeignKey[Any, Any] | None:
    """What a byline joins to its story: the contributor. None for what Wagtail keeps there, its comments."""
    links = [field for field in child._meta.local_fields if isinstance(field, ForeignKey) and field.name != parent]
    return links[0] if len(links) == 1 else None


def _there(field: ForeignKey[Any, Any], keys: Iterable[Any]) -> set[Any]:
    rows = field.remote_field.model._base_manager.filter(pk__in={key for key in keys if key is not None})
    return set(rows.order_by().values_list("pk", flat=True))


def _plain(rows: Iterable[Model]) -> list[dict[str, Any]]:
    return [get_serializable_data_for_fields(row) for row in rows]
