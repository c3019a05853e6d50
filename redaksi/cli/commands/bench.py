import json
from dataclasses import asdict

import click

from redaksi.cli.language import gettext as _


@click.group("bench", help=_("Measure how fast this machine does the paper's work, on a home that is thrown away."))
def command() -> None:
    pass


@command.command("import", help=_("How many stories a second come in, and in how much memory."))
@click.option("--stories", "how_many", type=click.IntRange(min=1), default=5000, show_default=True, help=_("How many."))
@click.option("--format", "form", type=click.Choice(["jsonl", "wxr"]), default="jsonl", show_default=True, help=_("As what."))
@click.option("--database", default="", help=_("The address of an empty database; a SQLite file of its own where not given."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def import_(how_many: int, form: str, database: str, as_json: bool) -> None:
    from redaksi.cli.benchmarks import importing

    speed = importing.measure(how_many, form, database)
    if as_json:
        click.echo(json.dumps(asdict(speed)))
        return
    click.echo(_("%(stories_per_second)d stories a second, %(peak_mb)d MB at most.") % asdict(speed))
    click.echo(_("The same once more: %(again_per_second)d a second.") % asdict(speed))
