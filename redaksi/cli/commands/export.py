import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

SHOWN_AT_MOST = 20
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("export", help=_("Write the published stories to a folder or a file, in a format that others take."))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "format_name", default="manuscript", show_default=True, help=_("The files' format."))
@click.option("--all", "is_all", is_flag=True, help=_("Everything, drafts and all versions too, as one archive (zip)."))
@click.option("--section", default="", help=_("Only of this section."))
@click.option("--storyline", default="", help=_("Only of this storyline."))
@click.option("--since", type=DAY, help=_("Only those published on this day or later."))
@click.option("--until", type=DAY, help=_("Only those published on this day or before."))
@click.option("--for", "partner_name", default="", help=_("For this partner: without notes to the desk, and in its log."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def command(
    path: Path,
    format_name: str,
    is_all: bool,
    section: str,
    storyline: str,
    since: datetime | None,
    until: datetime | None,
    partner_name: str,
    as_json: bool,
) -> None:
    from redaksi.cli import installation, language, progress

    installation.prepare()

    from django.utils import translation

    from redaksi.wire import leaving

    format_name = leaving.ARCHIVE if is_all and format_name == "manuscript" else format_name
    selection = leaving.Selection(section, storyline, _day(since), _day(until))
    with translation.override(language.of_terminal()):
        try:
            partner = leaving.partner_named(partner_name) if partner_name else None
            total = leaving.count(selection, format_name, is_all, partner)
            with progress.bar(_("Stories"), total=total) as advance:
                left = leaving.leave(path, format_name, selection, is_all, advance, partner)
        except (leaving.Unwritable, OSError) as error:
            raise Trouble(str(error)) from error
    if as_json:
        click.echo(json.dumps({"path": str(path), **asdict(left)}))
    else:
        click.echo(_("%(stories)d stories and %(photos)d photos in %(path)s.") % {**asdict(left), "path": path})
        _list(_("Photos whose file is not on the disk"), left.missing)
        _list(_("Stories of which the format says that something is wrong"), left.faults)
    if not left.is_whole:
        raise Trouble(_("All else is written; this is missing or wrong: %d.") % (len(left.missing) + len(left.faults)))


def _list(title: str, lines: list[str]) -> None:
    if lines:
        click.echo(f"{title} ({len(lines)}):")
    for line in lines[:SHOWN_AT_MOST]:
        click.echo(f"  {line}")
    if len(lines) > SHOWN_AT_MOST:
        click.echo(_("  … and %d more; --json has them all.") % (len(lines) - SHOWN_AT_MOST))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
