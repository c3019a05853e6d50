import json
from dataclasses import asdict
from pathlib import Path

import click

from redaksi.cli.language import gettext as _


@click.command("export", help=_("Write the published stories to a folder, as files that `redaksi import` takes."))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "format_name", default="manuscript", show_default=True, help=_("The files' format."))
@click.option("--section", help=_("Only of this section."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def command(path: Path, format_name: str, section: str | None, as_json: bool) -> None:
    from redaksi.cli import installation, progress

    installation.prepare()

    from redaksi.cli.exporting import edition

    with progress.bar(_("Stories"), total=edition.count(section)) as advance:
        written = edition.write(path, format_name, section, advance)
    if as_json:
        click.echo(json.dumps({"path": str(path), **asdict(written)}))
    else:
        click.echo(_("%(stories)d stories and %(photos)d photos in %(path)s.") % {**asdict(written), "path": path})
