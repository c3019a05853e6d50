"""What a page has told so far, while its lines are being placed."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from redaksi.stories.copy import StoryCopy, TopicCopy
from redaksi.wire.item import House
from redaksi.wire.printed.datelines import is_medium
from redaksi.wire.printed.signatures import bylines_in

from .lines import Line
from .pictures import words_of_picture
from .sections import section_in
from .times import stamp_in

_TAGS = re.compile(r"(?:tags?|topik|kata kunci|keywords?)\s*[:：]\s*(?P<names>.{2,400})$", re.IGNORECASE)
_DETIK = re.compile(r"(?P<name>[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){0,4})\s[-–|]\s(?P<medium>\S+(?:\s\S+)?)$")


@dataclass
class Page:
    house: House
    copy: StoryCopy = field(default_factory=lambda: StoryCopy(""))
    medium: str = ""
    unplaced: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def note(self, line: Line, why: str) -> None:
        self.unplaced.append(_at(line, why))

    def leave_out(self, line: Line) -> None:
        self.left_out.append(_at(line, line.text))

    def places_everywhere(self, line: Line) -> bool:
        """Take what says of itself what it is: a time stamp, names with their roles, topics."""
        return self._place_stamp(line) or self._place_names(line) or self._place_topics(line)

    def places_in_head(self, line: Line) -> bool:
        """Take what only its place above the text makes certain: the section, the lead picture's words."""
        placers = (self._place_picture, self.places_everywhere, self._place_section, self._place_medium)
        return any(place(line) for place in placers)

    def _place_stamp(self, line: Line) -> bool:
        stamp = stamp_in(line.text, self.house)
        if stamp is None or (line.ends_sentence and stamp.rest):
            return False
        if stamp.rest and not self._place_rest(Line(line.number, stamp.rest)):
            return False
        if stamp.is_update:
            self.copy.updated_at = stamp.at
        elif self.copy.published_at is None:
            self.copy.published_at = stamp.at
            self.copy.is_published_at_approximate = not stamp.is_exact
        return True

    def _place_rest(self, rest: Line) -> bool:
        if is_medium(rest.text, self.medium):
            self.medium = self.medium or rest.text
            return True
        return self._place_names(rest) or self._place_section(rest)

    def _place_names(self, line: Line) -> bool:
        names = bylines_in(line.text)
        detik = _DETIK.match(line.text)
        if not names and detik and is_medium(detik["medium"], self.medium):
            names = bylines_in(f"Penulis: {detik['name']}")
            self.medium = self.medium or detik["medium"]
        self.copy.bylines += [name for name in names if name not in self.copy.bylines]
        return bool(names)

    def _place_topics(self, line: Line) -> bool:
        match = _TAGS.match(line.text)
        if match:
            names = dict.fromkeys(name.strip(" #.") for name in re.split(r"[,;|#]", match["names"]))
            self.copy.topics += [TopicCopy(name) for name in names if name]
        return bool(match)

    def _place_section(self, line: Line) -> bool:
        section = "" if self.copy.section else section_in(line.text, self.house.sections)
        self.copy.section = self.copy.section or section
        return bool(section)

    def _place_medium(self, line: Line) -> bool:
        is_alone = line.words == 1 and is_medium(line.text, self.medium)
        if is_alone:
            self.medium = self.medium or line.text
            self.leave_out(line)
        return is_alone

    def _place_picture(self, line: Line) -> bool:
        words = None if self.copy.lead_credit else words_of_picture(line.text)
        if words:
            self.copy.lead_credit, self.copy.lead_caption = words.credit, words.caption
        return bool(words)


def _at(line: Line, text: str) -> str:
    shown = text if len(text) <= 120 else f"{text[:117]}…"
    return _("line %(line)s: %(text)s") % {"line": line.number, "text": shown}
