import json
from dataclasses import asdict
from pathlib import Path

import click

from redaksi.cli.language import gettext as _


@click.command("backup", help=_("Write everything this installation owns into one file; safe while it runs."))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--without-renditions", is_flag=True, help=_("Leave out photos' sizes, which can be made again."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def command(file: Path, without_renditions: bool, as_json: bool) -> None:
    from redaksi.cli import installation, progress
    from redaksi.cli.safekeeping import backup

    home = installation.prepare()
    total = sum(1 for _path in backup.media_of(home, not without_renditions))
    with progress.bar(_("Files"), total=total) as advance:
        kept = backup.write(home, file.absolute(), not without_renditions, advance)
    if as_json:
        summary = {key: value for key, value in asdict(kept).items() if key not in ("files", "migrations")}
        click.echo(json.dumps({"file": str(file), "bytes": file.stat().st_size, "files": len(kept.files), **summary}))
    else:
        click.echo(
            _("%(file)s: %(count)d files, %(size).1f MB. It holds the keys: keep it as safe as the house.")
            % {"file": file, "count": len(kept.files), "size": file.stat().st_size / 1024**2}
        )
