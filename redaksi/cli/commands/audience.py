import json
from pathlib import Path
from typing import Any

import click

from redaksi.cli.language import gettext as _

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
NEW_FILE = click.Path(path_type=Path, dir_okay=False, writable=True)


@click.group("audience", help=_("Look into what is read, and what is worth reading next."))
def command() -> None:
    pass


@command.command(
    "evaluate",
    help=_("Play a log of readings again and measure recommendations on it; nothing here is touched."),
)
@click.argument("events", type=FILE)
@click.option("--stories", "tables", type=FILE, multiple=True, help=_("What the log does not say of its stories."))
@click.option("--most", type=click.IntRange(min=100), default=20_000, show_default=True, help=_("So many steps are measured."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def evaluate(events: Path, tables: tuple[Path, ...], most: int, as_json: bool) -> None:
    from redaksi.cli import replaying

    told = replaying.evaluate(events, tables, most)
    click.echo(json.dumps(told) if as_json else _as_table(told))


@command.command("generate", help=_("Write a synthetic log of readings and its table of stories, for trying things out."))
@click.argument("events", type=NEW_FILE)
@click.argument("table", type=NEW_FILE)
@click.option("--stories", "stories", type=click.IntRange(min=10), default=2_000, show_default=True, help=_("How many."))
@click.option("--sessions", type=click.IntRange(min=1), default=40_000, show_default=True, help=_("How many visits."))
@click.option("--days", type=click.IntRange(min=1), default=7, show_default=True, help=_("Over how many days."))
@click.option("--seed", type=int, default=1, show_default=True, help=_("Another number makes another log."))
def generate(events: Path, table: Path, stories: int, sessions: int, days: int, seed: int) -> None:
    from redaksi.cli.replay import synthetic

    count = synthetic.write(events, table, stories, sessions, days, seed)
    click.echo(_("%(count)d synthetic readings in %(file)s.") % {"count": count, "file": events})


def _as_table(told: dict[str, Any]) -> str:
    ways = {name: figures for name, figures in told.items() if isinstance(figures, dict)}
    names = ("hit_rate@6", "ndcg@6", "coverage", "share_of_new")
    read = _("%(readings)d readings in %(sessions)d visits, %(stories)d stories.") % told
    lines = [read, _("%(measured)d steps measured; %(left_out)d rows left out.") % told]
    lines.append(" " * 14 + "".join(f"{name:>14}" for name in names))
    lines += [f"{way:<14}" + "".join(f"{figures[name]:>14.4f}" for name in names) for way, figures in ways.items()]
    return "\n".join(lines)
