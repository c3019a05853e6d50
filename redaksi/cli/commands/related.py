import json
from dataclasses import asdict

import click

from redaksi.cli.language import gettext as _


@click.command("related", help=_("Print what lies near stories: one line a story, with the addresses they were imported from."))
@click.argument("addresses", nargs=-1, metavar="[URL]...")
@click.option("--top", "limit", type=click.IntRange(1, 500), default=10, show_default=True, help=_("At most so many."))
@click.option("--all", "is_all", is_flag=True, help=_("Of every published story."))
@click.option("--json", "as_json", is_flag=True, help=_("One line of JSON for each story."))
def command(addresses: tuple[str, ...], limit: int, is_all: bool, as_json: bool) -> None:
    from redaksi.cli import nearby

    if bool(addresses) == is_all:
        raise click.UsageError(_("Which stories? Name their addresses, or say --all."))
    for story in nearby.of_all(limit) if is_all else nearby.of_addresses(addresses, limit):
        if as_json:
            click.echo(json.dumps(asdict(story), ensure_ascii=False))
            continue
        click.echo(story.url)
        for other in story.related:
            click.echo(f"  {other.score:5.2f}  {other.url}  {other.why}")
