import json
from typing import Any

import click

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble


@click.group("feeds", invoke_without_command=True, help=_("The feeds that the newsroom follows, and how they are."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    if context.invoked_subcommand is not None:
        return
    from redaksi.cli import installation

    installation.prepare()
    from redaksi.wire.models import Feed

    rows = [_row(feed) for feed in Feed.objects.all()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(" · ".join(filter(None, [row["name"], row["url"], _state(row), row["looked_at"], row["trouble"]])))
    if not rows:
        click.echo(_("No feed is set up. The desk's settings have a page for them."))


@command.command("look", help=_("Ask the feed of this NAME or address now, whether it is due or not."))
@click.argument("name")
def look(name: str) -> None:
    from redaksi.cli import installation

    installation.prepare()
    from redaksi.wire import feeds
    from redaksi.wire.models import Feed

    found = Feed.objects.filter(name=name) | Feed.objects.filter(url=name)
    if not found:
        raise Trouble(_("There is no feed “%s”; `redaksi feeds` lists them.") % name)
    for feed in found:
        polled = feeds.poll(feed)
        if polled.trouble:
            raise Trouble(f"{feed.name}: {polled.trouble}")
        told = {"new": polled.receipt.new, "changed": polled.receipt.changed, "withdrawn": polled.receipt.withdrawn}
        click.echo(f"{feed.name}: " + _("%(new)s new, %(changed)s changed, %(withdrawn)s withdrawn") % told)


def _row(feed: Any) -> dict[str, Any]:
    times = {name: at.isoformat() if (at := getattr(feed, name)) else "" for name in ("looked_at", "next_at")}
    plain = {name: getattr(feed, name) for name in ("name", "url", "is_on", "is_gone", "failures", "trouble")}
    return plain | times


def _state(row: dict[str, Any]) -> str:
    if row["is_gone"]:
        return _("gone for good")
    return _("on") if row["is_on"] else _("off")
