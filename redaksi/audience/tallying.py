"""Each reading looked at beside what its visit did before: counted once, followed to its end, joined to what was read before.

A reload is no reading. No visit reads more than `MOST_STORIES` stories a day. From one network, a story may be read
`MOST_ALONE` times a day whatever else is read there; beyond that at most as often as all else together, for readers behind
one operator's address read the paper and a script reads one story. In rankings, many readings of a story from one network
weigh less and less.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from redaksi.audience.daybook import ALL_STORIES, OPENED, READ, SEEN, Daybook, Read, Visit
from redaksi.audience.models import Experiment
from redaksi.audience.sources import kind_of
from redaksi.audience.sums import Published, Sums, published
from redaksi.audience.taking.reading import Reading
from redaksi.audience.trials import running

MOST_STORIES = 200
MOST_ALONE = 2_000
FULL_WEIGHT = 50
REMEMBERED_STEPS = 5
BACKWARD = 0.5
ARMS = ("first", "second")
OFFERS, OFFERS_OF_NEW = "offers", "offers_of_new"
"""Places below stories that came into view, and those of them that a new story had."""
NEW_SECONDS = 3 * 3600
FRONT, SECTION, OTHER = 0, -1, -2
PAGES = {"front": FRONT, "section": SECTION, "other": OTHER}
COARSE_SECONDS = (0, 5, 15, 30, 60, 120, 300, 600, 1800)


class Readers:
    def __init__(self, book: Daybook, sums: Sums) -> None:
        self._book, self._sums = book, sums
        self._networks: defaultdict[tuple[int, int], int] = defaultdict(int)
        self._pairs: defaultdict[tuple[int, int], float] = defaultdict(float)
        self._steps: list[tuple[int, int, int]] = []
        self._stories: dict[int, Published] = {}
        self._experiments: dict[int, Experiment] = {}

    def read(self, readings: Sequence[Reading]) -> None:
        """Count them, in their order, into the book and the sums."""
        if not readings:
            return
        visits = self._book.visits({_number(reading.visit) for reading in readings})
        self._networks.update(self._book.networks({_number(reading.network) for reading in readings}))
        self._stories = published(_numbers_of(readings))
        self._experiments = {trial.pk: trial for trial in running()}
        for reading in readings:
            self._read(reading, visits)
        self._book.keep(visits, self._networks)
        self._book.add_pairs(self._pairs)
        self._book.add_steps(self._steps)

    def _read(self, reading: Reading, visits: dict[int, Visit]) -> None:
        page = self._key_of(reading.number) if reading.page == "story" else PAGES[reading.page]
        if page is None:
            self._sums.dropped(reading.at, "unknown")
            return
        key = _number(reading.visit)
        visit = visits.get(key)
        if visit is None:
            visit = visits[key] = Visit()
            self._begin(reading)
        if page not in visit.pages and not self._turn_to(page, visit, reading):
            return
        self._follow(page, visit, reading)
        if reading.experiment in self._experiments and reading.experiment not in visit.arms:
            visit.arms[reading.experiment] = [reading.arm, SEEN]
            self._sums.trial(reading.experiment, f"seen_{ARMS[reading.arm]}")
        if page == FRONT and reading.clicked and reading.experiment in visit.arms:
            self._note_opening(reading, visit.arms[reading.experiment])

    def _begin(self, reading: Reading) -> None:
        """A visit that was not seen today."""
        self._sums.tally(reading.at, "visits")
        self._sums.tally(reading.at, f"from_{kind_of(reading.source)}")
        self._sums.tally(reading.at, f"on_{reading.device}")

    def _turn_to(self, page: int, visit: Visit, reading: Reading) -> bool:
        """A page that this visit had not opened yet; whether it counts."""
        if page > 0:
            reason = self._reason_against(page, visit, reading)
            if reason:
                self._sums.dropped(reading.at, reason)
                return False
            self._count(page, visit, reading)
        else:
            self._sums.tally(reading.at, reading.page)
        visit.pages[page] = Read(reading.at)
        visit.changed.add(page)
        return True

    def _reason_against(self, story: int, visit: Visit, reading: Reading) -> str:
        if len(visit.pages) >= MOST_STORIES:
            return "visit"
        network = _number(reading.network)
        here, all_there = self._networks[network, story], self._networks[network, ALL_STORIES]
        return "network" if here >= MOST_ALONE and here > all_there - here else ""

    def _count(self, story: int, visit: Visit, reading: Reading) -> None:
        network = _number(reading.network)
        self._networks[network, ALL_STORIES] += 1
        self._networks[network, story] += 1
        weight = weight_of(self._networks[network, story])
        self._sums.read(story, reading.at, weight)
        self._sums.of_day(story, reading.at, **{f"from_{kind_of(reading.source)}": 1, f"on_{reading.device}": 1})
        self._join(story, visit, reading.at, weight)
        self._note_trials(story, visit)

    def _note_trials(self, story: int, visit: Visit) -> None:
        """A visit that saw one of two headlines, or opened one of two stories from their place, and has read it now."""
        for experiment, told in visit.arms.items():
            trial = self._experiments.get(experiment)
            if trial and told[1] == (OPENED if trial.rival_id else SEEN) and _on_trial(trial, told[0]) == story:
                told[1] = READ
                self._sums.trial(experiment, f"read_{ARMS[told[0]]}")

    def _note_opening(self, reading: Reading, told: list[int]) -> None:
        trial = self._experiments.get(reading.experiment)
        if trial and trial.rival_id and told[1] == SEEN and self._key_of(reading.clicked) == _on_trial(trial, told[0]):
            told[1] = OPENED

    def _join(self, story: int, visit: Visit, at: int, weight: float) -> None:
        before = visit.stories[-REMEMBERED_STEPS:]
        for distance, other in enumerate(reversed(before), start=1):
            self._pairs[other, story] += weight / distance
            self._pairs[story, other] += BACKWARD * weight / distance
        if before:
            self._steps.append((at, before[-1], story))

    def _follow(self, page: int, visit: Visit, reading: Reading) -> None:
        """How far it has come since: only what is more than before is added."""
        read = visit.pages[page]
        if page > 0:
            self._go_further(page, read, reading)
            self._note_offers(page, read, reading)
            visit.changed.add(page)

    def _go_further(self, story: int, read: Read, reading: Reading) -> None:
        for quarter in range(read.quarters + 1, reading.quarters + 1):
            self._sums.of_day(story, reading.at, **{f"reached_{quarter}": 1})
        read.quarters = max(read.quarters, reading.quarters)
        seconds = coarse(reading.seconds)
        if seconds > read.seconds:
            self._sums.of_day(story, reading.at, seconds=seconds - read.seconds)
            read.seconds = seconds

    def _note_offers(self, story: int, read: Read, reading: Reading) -> None:
        if reading.offered and not read.was_offered:
            read.was_offered = 1
            for number in dict.fromkeys(reading.offered):
                if offered := self._stories.get(number):
                    self._sums.of_day(offered.key, reading.at, offered=1)
                    self._sums.tally(reading.at, OFFERS)
                    self._sums.tally(reading.at, OFFERS_OF_NEW, int(reading.at - offered.at < NEW_SECONDS))
        if reading.clicked and not read.has_taken and (key := self._key_of(reading.clicked)):
            read.has_taken = 1
            self._sums.of_day(key, reading.at, taken=1)

    def _key_of(self, number: int) -> int | None:
        story = self._stories.get(number)
        return story.key if story else None


def _on_trial(trial: Experiment, arm: int) -> int:
    """The story that a visit of this arm is shown."""
    return int(trial.rival_id if arm and trial.rival_id else trial.story_id)


def weight_of(nth: int) -> float:
    """Of the nth reading of a story from one network on one day."""
    return 1.0 if nth <= FULL_WEIGHT else (FULL_WEIGHT / nth) ** 0.5


def coarse(seconds: int) -> int:
    """The step below: nothing finer is kept, nor asked for."""
    return max(step for step in COARSE_SECONDS if step <= seconds)


def _numbers_of(readings: Iterable[Reading]) -> set[int]:
    return {number for reading in readings for number in (reading.number, reading.clicked, *reading.offered) if number}


def _number(digest: str) -> int:
    """As SQLite keeps numbers: 64 bits with a sign."""
    return int(digest, 16) - (1 << 63)
