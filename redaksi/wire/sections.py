"""Sections that stories open as they come in. A paper has dozens; a column mistaken for it has one a row."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from redaksi.stories.copy import StoryCopy, TopicCopy

MOST = 300  # altogether: the same archive once more opens none either


class NewSections:
    """`known`: names of those that are here, in small letters."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = set(known)
        self._left = MOST - len(self._known)

    def has_room_for(self, name: str) -> bool:
        key = name.strip().casefold()
        if key and key not in self._known:
            if self._left <= 0:
                return False
            self._left -= 1
            self._known.add(key)
        return True

    def admit(self, copy: StoryCopy) -> list[str]:
        """What would be one section too many becomes a topic of the story; returns that it did, to be told."""
        if self.has_room_for(copy.section):
            return []
        told = _("there are %(most)s sections, and no more are opened for it: “%(section)s” is taken as a topic")
        note = told % {"most": MOST, "section": copy.section[:80]}
        copy.topics.append(TopicCopy(copy.section))
        copy.section = ""
        return [note]
