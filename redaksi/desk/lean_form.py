"""The story form for a phone on a slow line: a few fields, none of Wagtail's scripts. The rest of it stays."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from redaksi.desk import lean_body
from redaksi.desk.lean_body import Piece
from redaksi.desk.story_form import StoryForm
from redaksi.stories.models import Story

ROWS = {"title": 2, "dek": 3}


class LeanForm(StoryForm):
    """What the story's paragraphs have become is no field of its own: see `lean_body`."""

    is_text_changed = False

    class Media:
        js = ()
        extend = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in ROWS.items():
            if name in self.fields:
                self.fields[name].widget = forms.Textarea(attrs={"rows": rows})
        if "lead_photo" in self.fields:
            self.fields["lead_photo"].widget = forms.HiddenInput()

    @property
    def pieces(self) -> list[Piece]:
        return lean_body.pieces(_raw(self.instance), self.instance.body.stream_block)

    def has_changed(self) -> bool:
        return self.is_text_changed or super().has_changed()

    def _post_clean(self) -> None:
        if isinstance(self.data, QueryDict):
            before = _raw(self.instance)
            after = lean_body.changed(before, self.data)
            self.is_text_changed = after != before
            if self.is_text_changed:
                self.instance.body = json.dumps(after)
        super()._post_clean()


def _raw(story: Story) -> list[dict[str, Any]]:
    return story.body.get_prep_value()


@cache
def editing() -> type[LeanForm]:
    fields = [
        FieldPanel("title", heading=_("Headline")),
        FieldPanel("dek"),
        FieldPanel("lead_photo"),
        FieldPanel("lead_caption"),
    ]
    return ObjectList(fields, base_form_class=LeanForm).bind_to_model(Story).get_form_class()


@cache
def beginning() -> type[LeanForm]:
    fields = [FieldPanel("title", heading=_("Headline")), FieldPanel("slug")]
    return ObjectList(fields, base_form_class=LeanForm).bind_to_model(Story).get_form_class()
