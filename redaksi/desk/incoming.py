"""The list of incoming news: what of it somebody wants to see, and the text of an item as it would come in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from redaksi.stories import clean, prose
from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.wire.incoming import waiting
from redaksi.wire.models import Feed, Incoming, IncomingState

LONGEST_COUNT = 99
NOT_IN_A_LINE = ["copy", "told_first__copy", "told_first__story__body"]


class Choice(forms.Form):
    """Whatever cannot be understood of the address leaves it at all that waits."""

    words = forms.CharField(label=_("In the headline"), required=False, max_length=200)
    feed = forms.ModelChoiceField(
        label=_("Source"), queryset=Feed.objects.order_by("name", "pk"), required=False, empty_label=_("All sources")
    )
    state = forms.ChoiceField(choices=IncomingState, required=False, widget=forms.HiddenInput)

    @property
    def wanted_state(self) -> IncomingState:
        return IncomingState(self._given("state") or IncomingState.WAITING)

    def items(self) -> QuerySet[Incoming]:
        """Newest first; of what waits and tells the same, one. Without the items' copy."""
        if self.wanted_state == IncomingState.WAITING:
            return self._waiting().select_related("feed__section").defer(*NOT_IN_A_LINE)
        at = "changed_at" if self.wanted_state == IncomingState.WITHDRAWN else "handled_at"
        found = Incoming.objects.filter(self._words, self._feed, state=self.wanted_state).order_by(f"-{at}", "-pk")
        return found.select_related("feed__section", "handled_by", "story", "told_first__story").defer(
            "story__body", *NOT_IN_A_LINE
        )

    def count_by_state(self) -> dict[str, int]:
        """Of what waits, as many as there are lines."""
        found = Incoming.objects.filter(self._words, self._feed).exclude(state=IncomingState.WAITING).order_by()
        handled = dict(found.values_list("state").annotate(count=Count("pk")))
        return {IncomingState.WAITING.value: self._waiting().count(), **handled}

    def _waiting(self) -> QuerySet[Incoming]:
        found = waiting(self._given("feed"))
        by_another = Exists(Incoming.objects.filter(self._words, told_first=OuterRef("pk"), state=IncomingState.WAITING))
        return found.filter(self._words | by_another) if self._words else found

    @property
    def _feed(self) -> Q:
        feed = self._given("feed")
        return Q(feed=feed) if feed else Q()

    @property
    def _words(self) -> Q:
        wanted = Q()
        for word in (self._given("words") or "").split():
            wanted &= Q(headline__icontains=word)
        return wanted

    def _given(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)


def count_waiting() -> str:
    """For the menu: never counts further than it shows."""
    count = waiting().order_by()[: LONGEST_COUNT + 1].count()
    return f"{LONGEST_COUNT}+" if count > LONGEST_COUNT else str(count)


@dataclass(frozen=True)
class ShownBlock:
    """A block of copy for reading: harmless markup where it has any, else its lines."""

    kind: str
    html: SafeString
    lines: list[str]


def shown_blocks(body: Iterable[BlockCopy]) -> Iterator[ShownBlock]:
    for block in body:
        if block.kind in ("photo", "gallery", "related"):
            continue
        html = mark_safe(clean.rich_text(block.value) if block.kind == "text" else "")  # noqa: S308 -- just cleaned
        lines = [] if html else list(prose.paragraphs([{"type": block.kind, "value": block.value}]))
        if html or lines:
            yield ShownBlock(block.kind, html, lines)


def photos_of(copy: StoryCopy) -> list[PhotoCopy]:
    """In the order in which readers would see them; a picture that stands twice is named once."""
    shown = [copy.lead_photo] if copy.lead_photo else []
    for block in copy.body:
        if block.kind == "photo":
            shown.append(block.value)
        elif block.kind == "gallery":
            shown += block.value["photos"]
    return list({photo.file: photo for photo in shown}.values())
