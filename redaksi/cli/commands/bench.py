import json
from dataclasses import asdict
from typing import Any

import click

from redaksi.cli.language import gettext as _

_as_json = click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
_database = click.option(
    "--database", default="", help=_("The address of an empty database; a SQLite file of its own where not given.")
)
_seconds = click.option(
    "--seconds", type=click.IntRange(min=1), default=3, show_default=True, help=_("How long each run takes.")
)


def _stories(default: int, at_least: int = 1) -> Any:
    numbers = click.IntRange(min=at_least)
    return click.option("--stories", "how_many", type=numbers, default=default, show_default=True, help=_("How many."))


@click.group("bench", help=_("Measure how fast this machine does the paper's work, on a home that is thrown away."))
def command() -> None:
    pass


@command.command("import", help=_("How many stories a second come in, and in how much memory."))
@_stories(default=5000)
@click.option("--format", "form", type=click.Choice(["jsonl", "wxr"]), default="jsonl", show_default=True, help=_("As what."))
@_database
@_as_json
def import_(how_many: int, form: str, database: str, as_json: bool) -> None:
    from redaksi.cli.benchmarks import importing

    speed = importing.measure(how_many, form, database)
    if as_json:
        click.echo(json.dumps(asdict(speed)))
        return
    click.echo(_("%(stories_per_second)d stories a second, %(peak_mb)d MB at most.") % asdict(speed))
    click.echo(_("The same once more: %(again_per_second)d a second.") % asdict(speed))


@command.command("serve", help=_("Stored pages against nginx with the same page as a file; pages made anew; both at once."))
@_stories(default=1000)
@_seconds
@_as_json
def serve(how_many: int, seconds: int, as_json: bool) -> None:
    from redaksi.cli.benchmarks import serving

    _tell(serving.measure(how_many, seconds), as_json)


@command.command("publish", help=_("How long a publication takes, with an archive of this size."))
@_stories(default=1000)
@_as_json
def publish(how_many: int, as_json: bool) -> None:
    from redaksi.cli.benchmarks import publishing

    _tell(publishing.measure(how_many), as_json)


@command.command("partners", help=_("How long a partner waits for what is new, with an archive of this size."))
@_stories(default=1000)
@_database
@_as_json
def partners(how_many: int, database: str, as_json: bool) -> None:
    from redaksi.cli.benchmarks import partners

    _tell(partners.measure(how_many, database), as_json)


@command.command("archive", help=_("How fast stories are indexed and found, and how soon after publication."))
@_stories(default=10_000, at_least=100)
@_database
@_as_json
def archive(how_many: int, database: str, as_json: bool) -> None:
    from redaksi.cli.benchmarks import finding

    _tell(finding.measure(how_many, database), as_json)


@command.command("checks", help=_("What the desk's checks find, flag for nothing, and cost."))
@_stories(default=400)
@_as_json
def checks(how_many: int, as_json: bool) -> None:
    from redaksi.cli.benchmarks import checking

    _tell(checking.measure(how_many), as_json)


@command.command("audience", help=_("How fast readings are taken and counted, and lists made of them."))
@_stories(default=10_000, at_least=100)
@click.option("--readings", type=click.IntRange(min=100), default=100_000, show_default=True, help=_("How many readings."))
@_database
@_as_json
def audience(how_many: int, readings: int, database: str, as_json: bool) -> None:
    from redaksi.cli.benchmarks import counting

    _tell(counting.measure(how_many, readings, database), as_json)


@command.command("beacon", help=_("Readings told to the kiosk, and what that costs those who read."))
@_seconds
@_as_json
def beacon(seconds: int, as_json: bool) -> None:
    from redaksi.cli.benchmarks import telling

    _tell(telling.measure(seconds), as_json)


@command.command("desk", help=_("How long the desk's own pages take, with an archive of this size."))
@_stories(default=10_000, at_least=100)
@_database
@_as_json
def desk(how_many: int, database: str, as_json: bool) -> None:
    from redaksi.cli.benchmarks import desk

    _tell(desk.measure(how_many, database), as_json)


@command.command("due", help=_("Many stories due at one moment, one of which cannot go out: how soon the others are out."))
@_stories(default=200, at_least=2)
@click.option("--kill", "is_killed", is_flag=True, help=_("Kill the worker in the middle, and start it again."))
@_as_json
def due(how_many: int, is_killed: bool, as_json: bool) -> None:
    from redaksi.cli.benchmarks import due

    _tell(due.measure(how_many, is_killed), as_json)


def _tell(speed: Any, as_json: bool) -> None:
    figures = asdict(speed)
    click.echo(json.dumps(figures) if as_json else "\n".join(f"{name}: {value}" for name, value in figures.items()))
