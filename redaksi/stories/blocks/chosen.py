"""What editors choose for a text, found without making the question anew for each text."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import cached_property
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from redaksi.stories.prepared import Prepared


class _Chosen(blocks.Block):
    @cached_property
    def _of_keys(self) -> Prepared[Any]:
        return Prepared(lambda keys: self.model_class.objects.filter(pk__in=keys).order_by())

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        """One for each of them, none for what is empty or gone; what was chosen twice is there twice."""
        wanted = list(values)
        found = {thing.pk: thing for thing in self._of_keys(list({key for key in wanted if key}))}
        return [copy(found.get(key)) if key in wanted[:place] else found.get(key) for place, key in enumerate(wanted)]


class PageChooser(_Chosen, blocks.PageChooserBlock):
    canonical_module_path = "wagtail.blocks.PageChooserBlock"  # as migrations know it


class PhotoChooser(_Chosen, ImageChooserBlock):
    canonical_module_path = "wagtail.images.blocks.ImageChooserBlock"


class SnippetChooser(_Chosen, SnippetChooserBlock):
    canonical_module_path = "wagtail.snippets.blocks.SnippetChooserBlock"
