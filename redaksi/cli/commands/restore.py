import json
from pathlib import Path

import click

from redaksi.cli.language import gettext as _


@click.command("restore", help=_("Put a backup into this installation's home."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help=_("Also when the home is not empty; what is there is moved aside."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def command(file: Path, force: bool, as_json: bool) -> None:
    from redaksi.cli.safekeeping import bring_back

    told, aside = bring_back.whole(file, force)
    if as_json:
        click.echo(json.dumps({"file": str(file), "files": len(told.files), "moved_aside": str(aside) if aside else None}))
        return
    click.echo(_("Restored %(count)d files as of %(when)s.") % {"count": len(told.files), "when": told.made_at})
    if aside:
        click.echo(_("What was there before is in %s.") % aside)
