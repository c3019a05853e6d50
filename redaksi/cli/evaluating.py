"""What `redaksi archive evaluate` does around the archive's evaluation: the wire reads the stories, the terminal is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from redaksi.cli import progress
from redaksi.cli.django_start import start_django
from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

if TYPE_CHECKING:
    from redaksi.archive.evaluation.material import Link, Told
    from redaksi.archive.evaluation.trial import Evaluation
    from redaksi.wire.item import Item


def evaluate(links: Path, stories: Sequence[Path], without: Sequence[str]) -> Evaluation:
    """Raises `Trouble` for files that hold no links or no stories. Nothing of the installation is touched."""
    start_django()
    from redaksi.archive.evaluation import trial
    from redaksi.archive.evaluation.material import longest_of_each

    wanted = list(_links(links))
    told = longest_of_each(story for path in stories for story in _stories(path))
    if not told:
        raise Trouble(_("There is no story in %s.") % ", ".join(map(str, stories)))
    with progress.bar(_("Stories")) as advance:
        return trial.evaluate(told, wanted, frozenset(without), advance)


def _links(path: Path) -> Iterator[Link]:
    from redaksi.archive.evaluation.material import Link, NoLinks, read_links

    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for link in read_links(lines):
                yield Link(_address(link.source), _address(link.target))
    except NoLinks as error:
        raise Trouble(
            _("%(path)s has no columns source_url and target_url: %(columns)s") % {"path": path, "columns": error}
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"{path}: {error}") from error


def _stories(path: Path) -> Iterator[Told]:
    from django.utils import timezone

    from redaksi.wire.formats import tabular
    from redaksi.wire.item import House, Item, Unreadable
    from redaksi.wire.packed import unpacked
    from redaksi.wire.refusal import Refusal

    house = House(timezone.get_default_timezone(), datetime.now(UTC))
    try:
        for file in unpacked(path, path.name):
            if isinstance(file, Refusal):
                raise Trouble(f"{file.name}: {file.reason}")
            yield from (_told(item) for item in tabular.read(file, house) if isinstance(item, Item))
    except Unreadable as error:
        raise Trouble(f"{path}: {error}") from error


def _told(item: Item) -> Told:
    from redaksi.archive.evaluation.material import Told, section_under
    from redaksi.stories import prose

    copy = item.copy
    url = copy.old_addresses[0] if copy.old_addresses else copy.identifier
    return Told(
        url=url,
        domain=copy.source,
        headline=copy.headline,
        text="\n".join(prose.paragraphs([{"type": block.kind, "value": block.value} for block in copy.body])),
        dek=copy.dek,
        section=section_under(url, copy.source, copy.section),
        topics=tuple(topic.name for topic in copy.topics),
        published_at=copy.published_at,
    )


def _address(url: str) -> str:
    """As the wire writes it, without what only followed its readers about."""
    from redaksi.wire.formats.tabular.addresses import address_of

    return address_of(url).url
