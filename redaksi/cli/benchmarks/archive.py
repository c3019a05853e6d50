"""An archive of any size, made of the demo edition's own words: the same for the same number."""

import json
import random
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

from redaksi.stories.copy import BlockCopy, BylineCopy, StoryCopy, TopicCopy

EDITION = Path(__file__).resolve().parent.parent / "demo" / "edition" / "stories"
SECTIONS = ("Nasional", "Dunia", "Ekonomi", "Olahraga", "Budaya", "Sains")
PARAGRAPHS = (5, 9)
SENTENCES = (2, 4)
WORDS = (8, 18)
FIRST = datetime(2005, 1, 1, tzinfo=UTC)
_FRONT_MATTER = re.compile(r"^\+\+\+.*?^\+\+\+", re.DOTALL | re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"[A-Za-z-]{3,}")


def stories(how_many: int, source: str = "arsip.example") -> Iterator[StoryCopy]:
    """About 250 words each, with section, byline, three topics, a day and an old address."""
    chance, words = random.Random(how_many), _words()  # noqa: S311 -- no secret, and always the same
    people = [" ".join(word.title() for word in chance.sample(words, 2)) for _number in range(40)]
    for number in range(how_many):
        yield _story(number, source, chance, words, people)


def write_jsonl(path: Path, copies: Iterable[StoryCopy]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for copy in copies:
            file.write(json.dumps(_row(copy), ensure_ascii=False) + "\n")


def write_wxr(path: Path, copies: Iterable[StoryCopy]) -> None:
    from redaksi.wire.formats import wordpress

    copies = iter(copies)
    first = next(copies)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(wordpress.write_all(chain([first], copies), "Arsip", f"https://{first.source}"))


WRITERS = {"jsonl": write_jsonl, "wxr": write_wxr}


def _story(number: int, source: str, chance: random.Random, words: list[str], people: list[str]) -> StoryCopy:
    paragraphs = [_paragraph(chance, words) for _paragraph_number in range(chance.randint(*PARAGRAPHS))]
    headline = " ".join(chance.sample(words, 7)).capitalize()
    return StoryCopy(
        headline,
        section=chance.choice(SECTIONS),
        body=[BlockCopy("text", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))],
        bylines=[BylineCopy(chance.choice(people))],
        topics=[TopicCopy(word.title()) for word in chance.sample(words[:300], 3)],
        published_at=FIRST + timedelta(minutes=number * 10),
        source=source,
        identifier=str(number),
        old_addresses=[f"https://{source}/berita/{number}.html"],
    )


def _row(copy: StoryCopy) -> dict[str, object]:
    return {
        "id": copy.identifier,
        "url": copy.old_addresses[0],
        "title": copy.headline,
        "section": copy.section,
        "author": copy.bylines[0].name,
        "tags": [topic.name for topic in copy.topics],
        "date": copy.published_at.isoformat() if copy.published_at else "",
        "content": copy.body[0].value,
    }


def _paragraph(chance: random.Random, words: list[str]) -> str:
    return " ".join(_sentence(chance, words) for _number in range(chance.randint(*SENTENCES)))


def _sentence(chance: random.Random, words: list[str]) -> str:
    return " ".join(chance.choices(words, k=chance.randint(*WORDS))).capitalize() + "."


def _words() -> list[str]:
    """Every word of the demo edition's texts, once."""
    found: dict[str, None] = {}
    for path in sorted(EDITION.rglob("*.md")):
        text = _FENCED.sub("", _FRONT_MATTER.sub("", path.read_text(encoding="utf-8")))
        found.update(dict.fromkeys(word.lower() for word in _WORD.findall(text)))
    return list(found)
