"""What `redaksi import` does around the wire's intake: the paths, the language, the progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from redaksi.cli import installation, language, progress
from redaksi.cli.language import gettext as _
from redaksi.cli.language import ngettext
from redaksi.cli.trouble import Trouble

if TYPE_CHECKING:
    from redaksi.stories.actions import TakenBack
    from redaksi.wire.preview import FilePreview
    from redaksi.wire.report import Report


@dataclass(frozen=True)
class Pictures:
    """Where pictures are looked for that did not come along. `pause`: seconds between two from the same host."""

    folder: Path | None = None
    is_fetching: bool = False
    site: str = ""
    pause: float = 1.0


def bring(
    paths: Sequence[Path],
    format_name: str | None,
    section: str | None,
    as_: Literal["draft", "published"],
    dry_run: bool,
    column_map: str = "",
    pictures: Pictures | None = None,
) -> Report:
    """Raises `Trouble` for a path that is not there or a format nobody knows; everything else is in the report."""
    pictures = pictures or Pictures()
    _check_paths([*paths, *([pictures.folder] if pictures.folder else [])])
    installation.prepare()

    from django.utils import translation

    from redaksi.wire import files, intake
    from redaksi.wire.ahead import ReaderLost
    from redaksi.wire.pace import Pace
    from redaksi.wire.picture_search import PictureSources

    sources = PictureSources(pictures.folder, pictures.is_fetching, pictures.site, pictures.pause)
    told = (
        (lambda count: ngettext("%d item", "%d items", count) % count),
        (lambda count: ngettext("%d photo fetched", "%d photos fetched", count) % count),
    )
    with translation.override(language.of_terminal()), progress.run_bar(_("Read"), lambda: files.size_of(paths), *told) as bar:
        try:
            return intake.bring(
                paths,
                format=format_name,
                section=section,
                as_=as_,
                dry_run=dry_run,
                progress=bar.item,
                column_map=column_map,
                pictures=sources,
                pace=Pace(bar.read, bar.picture),
            )
        except LookupError as error:
            raise Trouble(f"{error.args[0]} {_known_formats()}") from error
        except ReaderLost as lost:
            raise Trouble(str(lost)) from lost
        except KeyboardInterrupt as stop:
            stays = _("Stopped. What has come in stays, each story whole; the same command goes on from there.")
            raise Trouble(stays) from stop


def preview(paths: Sequence[Path], format_name: str | None, column_map: str) -> list[FilePreview]:
    """The first items as they would come in. Raises `Trouble` for a path that is not there."""
    _check_paths(paths)
    installation.prepare()

    from django.utils import translation

    from redaksi.wire import preview

    with translation.override(language.of_terminal()):
        return preview.preview(paths, format_name, column_map)


def undo(run: str) -> TakenBack:
    """Take back what came with this run and was never public. Raises `Trouble` where there is no such run, or several."""
    installation.prepare()

    from redaksi.stories import actions
    from redaksi.stories.models import Batch

    batches = [batch for batch in Batch.objects.order_by("pk") if str(batch.uid).startswith(run.strip().lower())]
    if len(batches) != 1 or not run.strip():
        latest = Batch.objects.order_by("-pk").values_list("uid", flat=True)[:5]
        raise Trouble(
            _("There is no run %(run)s; the last ones: %(runs)s.") % {"run": run, "runs": ", ".join(map(str, latest))}
        )
    return actions.take_back(batches[0], by=None)


def brought_nothing(report: Report) -> bool:
    """Whether the run failed as a whole; that all of it was here already is no failure."""
    return not (report.stories or report.unchanged or report.illustrated)


def check_writable(file: Path) -> None:
    """Before an hour's work, not after it. Raises `Trouble`."""
    if not file.absolute().parent.is_dir():
        raise Trouble(_("There is no folder %s for the report; make it first.") % file.absolute().parent)


def _check_paths(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise Trouble(_("There is no file or folder %s.") % path)


def _known_formats() -> str:
    from redaksi.wire import formats

    return _("There are: %s.") % ", ".join(formats.all_formats())
