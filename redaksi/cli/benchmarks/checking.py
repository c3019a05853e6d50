"""What the checks find and what they cost: false alarms on published stories, slips put into them, time.

Stories are split in two by a digest of their text: thresholds were set on one half, figures come from the other. A slip is what
fingers do on a keyboard (Damerau's four kinds): a neighboring key, two letters changed over, one doubled, one dropped.
"""

from __future__ import annotations

import hashlib
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from redaksi.cli import installation

if TYPE_CHECKING:
    from redaksi.desk.checking import Finding, Text

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
CLEANEST = "id-news-detik-*/dev/*.jsonl.gz"
SHORTEST = 4  # letters of a word that a slip is put into
APART = 40  # such words from one slip to the next
ROUNDS = 5
SHORT, LONG = 500, 10_000  # words


@dataclass(frozen=True)
class Checked:
    """Rates are of 1. Times are medians in milliseconds of processor time, of all checks together, on a story of the house."""

    stories: int
    warnings: int
    stops: int
    warnings_a_story: float
    stops_in_100_stories: float
    slips: int
    found: float
    right_word_first: float
    found_by_kind: dict[str, float]
    short_ms: float
    long_ms: float


def measure(how_many: int) -> Checked:
    """On so many of the stories beside the project that no threshold was set on, or fewer where there are fewer."""
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as folder:
        os.environ["REDAKSI_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        installation.prepare()
        texts = list(_kept_back(how_many))
        alarms = [finding for text in texts for finding in _spelling(text)]
        slips = [slip for text in texts for slip in _tried(text)]
        stops = sum(finding.result == "stop" for finding in alarms)
        return Checked(
            len(texts),
            len(alarms) - stops,
            stops,
            round((len(alarms) - stops) / len(texts), 2),
            round(stops * 100 / len(texts), 2),
            len(slips),
            _share(slip.is_found for slip in slips),
            _share(slip.is_right for slip in slips),
            {kind: _share(slip.is_found for slip in slips if slip.kind == kind) for kind in KINDS},
            _milliseconds(texts, SHORT),
            _milliseconds(texts, LONG),
        )


def _kept_back(how_many: int) -> Iterator[Text]:
    from redaksi.cli.benchmarks import archive
    from redaksi.cli.benchmarks.material import real_stories
    from redaksi.desk.checking.text import Text, paragraphs
    from redaksi.stories import prose

    seen: set[bytes] = set()
    for copy in list(real_stories(CLEANEST)) or archive.stories(how_many * 2):
        blocks = [{"type": block.kind, "value": block.value} for block in copy.body if block.kind in ("text", "heading")]
        body = "\n".join(prose.paragraphs(blocks))
        mark = hashlib.sha256(body.encode()).digest()
        if len(seen) < how_many and mark[0] % 2 and mark not in seen and body:
            seen.add(mark)
            yield Text(copy.headline, copy.dek, list(paragraphs(body)))


def _spelling(text: Text) -> list[Finding]:
    from redaksi.desk.checking import checks

    return checks.findings(text, ("ejaan",))


# Slips ------------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Slip:
    kind: str
    is_found: bool
    is_right: bool


def _neighbor(word: str, at: int, chance: random.Random) -> str:
    row = next((row for row in ROWS if word[at] in row), "")
    near = [row[place] for place in (row.find(word[at]) - 1, row.find(word[at]) + 1) if row and 0 <= place < len(row)]
    return word[:at] + chance.choice(near) + word[at + 1 :] if near else word


def _swapped(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if at + 1 < len(word) else word


def _doubled(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + word[at] + word[at:]


def _dropped(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + word[at + 1 :]


KINDS = {"neighbor": _neighbor, "swapped": _swapped, "doubled": _doubled, "dropped": _dropped}


def _tried(text: Text) -> Iterator[_Slip]:
    """One slip in forty running words, the four kinds in turn; the same text gets the same slips each time."""
    from redaksi.desk.checking.text import Part, Text

    chance = random.Random(text.headline)  # noqa: S311 - a measurement that can be repeated
    body: list[Part] = []
    made: list[tuple[int, str, str]] = []  # where, what kind, what was meant
    start = 0
    for part in text.body:
        words = [word for word in part.words if word.text.islower() and word.text.isalpha() and len(word.text) >= SHORTEST]
        written, done = "", 0
        for word in words[chance.randrange(APART) :: APART]:
            kind = tuple(KINDS)[len(made) % len(KINDS)]
            wrong = KINDS[kind](word.text, chance.randrange(1, len(word.text)), chance)
            written += part.text[done : word.start]
            done = word.end
            if wrong != word.text:
                made.append((start + len(written), kind, word.text))
            written += wrong
        body.append(Part(part.field, written + part.text[done:], start))
        start += len(body[-1].text) + 1
    found = {finding.start: finding for finding in _spelling(Text(text.headline, text.dek, body)) if finding.field == "body"}
    for at, kind, meant in made:
        told = found.get(at)
        yield _Slip(kind, told is not None, told is not None and told.suggestions[:1] == (meant,))


def _share(answers: Any) -> float:
    told = list(answers)
    return round(sum(told) / len(told), 3) if told else 0.0


# Time -------------------------------------------------------------------------------------------------------------------
def _milliseconds(texts: list[Text], words: int) -> float:
    from redaksi.desk.checking import checks
    from redaksi.desk.checking.of_story import text_of

    story = _story_of(texts, words)
    checks.findings(text_of(story))  # dictionaries are read once a process
    times = []
    for _round in range(ROUNDS):
        began = time.process_time()
        checks.findings(text_of(story))
        times.append((time.process_time() - began) * 1000)
    return round(statistics.median(times), 1)


def _story_of(texts: list[Text], words: int) -> Any:
    from redaksi.stories.actions.acquaintance import open_section
    from redaksi.stories.models import Section, Story

    paragraphs: list[str] = []
    count = 0
    for part in (part for text in texts * 100 for part in text.body):
        if count >= words:
            break
        paragraphs.append(part.text)
        count += len(part.text.split())
    section = Section.objects.first() or open_section("Uji")
    story = Story(title=texts[0].headline, live=False)
    story.body = [("text", "".join(f"<p>{text}</p>" for text in paragraphs))]
    section.add_child(instance=story)
    story.save_revision()
    return Story.objects.get(pk=story.pk).get_latest_revision_as_object()
