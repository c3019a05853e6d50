"""One row as a story."""

import json
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redaksi.stories.copy import PhotoCopy, StoryCopy, TopicCopy
from redaksi.stories.models.topic import TopicKind
from redaksi.stories.prose import paragraphs
from redaksi.stories.slugs import slug_of
from redaksi.wire.item import House, Item, Unreadable

from . import values
from .addresses import Address, address_of
from .authors import Credits, credits_in
from .listed import marked, names_in, shown
from .mapping import Mapping
from .moments import Moment, moment_in
from .row import Row
from .text import Text, text_of

LINES = ("kicker", "dek", "teaser", "slug", "slugline", "section", "dateline", "storyline", "lead_caption", "lead_credit")
LONGEST_LEFT = 2000
LONGEST_STAND_IN = 100
MOST_TOPICS = 50
KINDS = tuple(TopicKind.values)


class Record:
    """Reads one row; whatever no field asked for stays in `row.cells`."""

    def __init__(self, row: Row, mapping: Mapping, house: House) -> None:
        self._cells = row.cells
        self._mapping = mapping
        self._house = house
        self._counts: dict[str, int] = {}
        self.unplaced = list(row.notes)
        self.left_out: list[str] = []

    def item(self, name: str, folder: Path) -> Item:
        """Raises `Unreadable` where there is no story in the row."""
        address = address_of(self._line("url"))
        text = self._text(address)
        copy = StoryCopy(self._line("headline"), body=text.blocks)
        for field in LINES:
            setattr(copy, field, self._line(field))
        self._place(copy, text)
        credited = self._credits(copy, text)
        self._date(copy, address)
        self._picture(copy, folder)
        self._identify(copy, address)
        self._choose(copy, address)
        self._keep_rest(copy)
        return Item(name, copy, copy.source or credited.medium, self._notes(copy), self.left_out)

    def _place(self, copy: StoryCopy, text: Text) -> None:
        copy.dateline = copy.dateline or text.dateline
        if not copy.headline and not copy.body:
            raise Unreadable(_("no story in it: neither a headline nor a paragraph"))
        if not copy.body:
            self.unplaced.append(_("no paragraph of text was found"))
        if not copy.headline:
            copy.headline = _beginning(copy)
            self.unplaced.append(_("no headline; the beginning of the text stands in for it"))
        copy.topics = list(dict.fromkeys(_topics(self._take("topics"))))[:MOST_TOPICS]

    def _text(self, address: Address) -> Text:
        text = text_of(values.whole(self._take("body"), self._counts), address.url if address.host else "")
        self.unplaced += text.notes
        self.left_out += text.left_out
        return text

    def _credits(self, copy: StoryCopy, text: Text) -> Credits:
        found = Credits()
        for field, role in (("bylines", "reporter"), ("editor", "editor"), ("photographer", "photographer")):
            cell = self._take(field)
            if cell is not None and not values.is_nothing(values.text_in(cell)):
                more = credits_in(cell if isinstance(cell, list) else values.whole(cell, self._counts), role)
                found.people += [each for each in more.people if each not in found.people]
                found.medium = found.medium or more.medium
                found.left_out += more.left_out
        copy.bylines = found.people or text.signed_by
        self.left_out += found.left_out
        if found.people and text.signed_by:
            self.left_out.append(_("signed: %(names)s") % {"names": ", ".join(each.name for each in text.signed_by)})
        return found

    def _date(self, copy: StoryCopy, address: Address) -> None:
        hour = self._line("hour")
        moment = self._moment("published_at", hour)
        if moment is None and address.day:
            moment = Moment(datetime.combine(address.day, time(), self._house.zone), is_exact=False)
        if moment:
            moment = self._unswapped(moment, address)
            copy.published_at = moment.at
            copy.is_published_at_approximate = not moment.is_exact or moment.is_update
            copy.updated_at = moment.at if moment.is_update else None
        for field in ("updated_at", "embargoed_until"):
            if other := self._moment(field):
                setattr(copy, field, other.at)

    def _moment(self, field: str, hour: str = "") -> Moment | None:
        cell = self._take(field)
        if cell is None or values.is_nothing(values.text_in(cell)):
            return None
        moment = moment_in(cell if not isinstance(cell, list | dict) else values.text_in(cell), self._house, hour)
        if moment is None:
            told = {"field": field, "text": values.text_in(cell)[:80]}
            self.unplaced.append(_("“%(field)s” is no date that can be understood, left out: %(text)s") % told)
        return moment

    def _unswapped(self, moment: Moment, address: Address) -> Moment:
        """Spreadsheets swap day and month of days up to the 12th; an address with the day in it proves it."""
        day, true = moment.at.date(), address.day
        if not true or day == true or (day.year, day.month, day.day) != (true.year, true.day, true.month):
            return moment
        self.unplaced.append(_("day and month of the date were swapped; the address says %(day)s") % {"day": true.isoformat()})
        return Moment(moment.at.replace(month=true.month, day=true.day), moment.is_exact, moment.is_update)

    def _picture(self, copy: StoryCopy, folder: Path) -> None:
        file = self._line("lead_photo")
        alt = self._line("lead_alt")
        if file:
            copy.lead_photo = PhotoCopy(file, copy.lead_credit, copy.lead_caption, alt, path=_path_of(file, folder))

    def _identify(self, copy: StoryCopy, address: Address) -> None:
        source = self._line("source")
        copy.source = address.domain or source
        if address.host and source.casefold().removeprefix("www.").split(".")[0] not in address.host:
            copy.ed_note = f"source: {source}"
        day = copy.published_at.date().isoformat() if copy.published_at else ""
        copy.identifier = self._line("identifier") or address.url or f"{slug_of(copy.headline)}-{day}".rstrip("-")
        written = self._take("old_addresses")
        others = written if isinstance(written, list) else map(shown, names_in(values.text_in(written)))
        copy.old_addresses = list(dict.fromkeys(filter(None, [address.url, *map(str, others)])))

    def _choose(self, copy: StoryCopy, address: Address) -> None:
        copy.genre = self._line("genre") or copy.genre
        copy.language = self._line("language") or copy.language
        urgency = self._line("urgency")
        copy.urgency = int(urgency) if urgency.isdecimal() and len(urgency) < 4 else copy.urgency
        copy.section = copy.section or address.section(self._house.sections)
        copy.ed_note = "\n".join(filter(None, [values.whole(self._take("ed_note"), self._counts), copy.ed_note]))

    def _keep_rest(self, copy: StoryCopy) -> None:
        """Words that no field asked for go into the note to the desk. What only a machine wrote for itself does not: it
        would make a new version of the story each time that somebody ran the machine."""
        for column, value in list(self._cells.items()):
            if values.is_empty(value):
                del self._cells[column]
        rest = [f"{column}: {_kept(value)}" for column, value in self._cells.items() if not values.is_for_machines(value)]
        copy.ed_note = "\n".join(filter(None, [copy.ed_note, *rest]))

    def _notes(self, copy: StoryCopy) -> list[str]:
        count = self._counts.get("repaired", 0)
        return [*self.unplaced, _repaired(count)] if count else self.unplaced

    def _line(self, field: str) -> str:
        value = self._take(field)
        return "" if value is None else values.short(value, self._counts)

    def _take(self, field: str) -> Any:
        return self._mapping.take(field, self._cells)


def _repaired(count: int) -> str:
    told = ngettext(
        "%(count)s character spoiled by a wrong encoding was put right",
        "%(count)s characters spoiled by a wrong encoding were put right",
        count,
    )
    return told % {"count": count}


def _topics(value: Any) -> list[TopicCopy]:
    cells = value if isinstance(value, list) else [values.text_in(value)]
    topics = []
    for cell in cells:
        if isinstance(cell, dict):
            kind = cell.get("kind")
            topics.append(TopicCopy(values.text_in(cell.get("name")).strip(), kind if kind in KINDS else "subject"))
        else:
            written = [marked(name, KINDS) for name in names_in(values.text_in(cell))]
            topics += [TopicCopy(shown(name), kind or "subject") for name, kind in written]
    return [topic for topic in topics if topic.name and not values.is_nothing(topic.name)]


def _beginning(copy: StoryCopy) -> str:
    raw = [
        {"type": block.kind, "value": block.value} for block in copy.body if block.kind in ("text", "heading", "quote", "list")
    ]
    sentence = next(iter(paragraphs(raw)), "").split(". ")[0].rstrip(".")
    if not sentence:
        raise Unreadable(_("no story in it: neither a headline nor a paragraph"))
    return sentence if len(sentence) <= LONGEST_STAND_IN else sentence[:LONGEST_STAND_IN].rpartition(" ")[0] + "…"


def _path_of(file: str, folder: Path) -> Path | None:
    """The picture's file, where it lies beside the table or below."""
    if "://" in file:
        return None
    try:
        path = (folder / file).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError):
        return None


def _kept(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return " ".join(text.split())[:LONGEST_LEFT]
