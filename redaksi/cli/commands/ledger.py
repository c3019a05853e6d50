import json
from pathlib import Path
from typing import Any

import click

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble


@click.group(
    "ledger", invoke_without_command=True, help=_("What the paper got wrong: the chain of all such entries, and its head.")
)
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    if context.invoked_subcommand is not None:
        return
    from redaksi.cli import installation

    installation.prepare()
    from redaksi.stories import ledger

    head = ledger.head()
    told = {
        "entries": head.number if head else 0,
        "head": head.digest if head else "",
        "at": head.at.isoformat() if head else "",
    }
    click.echo(json.dumps(told) if as_json else _line(told))


@command.command(
    "verify", help=_("Prove that nothing was removed, altered or erased in silence; ends with 1 where something was.")
)
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
@click.option(
    "--against",
    "backup",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("A backup: every entry in it has to be here, the same."),
)
@click.option("--head", "known", help=_("A head that somebody wrote down: it has to be one of the chain's digests."))
def verify(as_json: bool, backup: Path | None, known: str | None) -> None:
    from redaksi.cli import installation

    installation.prepare()
    from redaksi.cli.safekeeping import ledger_of
    from redaksi.stories import ledger

    kept = ledger_of.digests_in(backup) if backup else {}
    findings = [{"entry": each.number, "what": each.what} for each in ledger.verify(kept)]
    if known and not _is_in_chain(known):
        findings.append({"entry": 0, "what": "unknown-head"})
    head = ledger.head()
    told: dict[str, Any] = {"entries": head.number if head else 0, "head": head.digest if head else ""}
    told |= {"is_whole": not findings, "findings": findings, "compared": len(kept)}
    if as_json:
        click.echo(json.dumps(told))
    else:
        _show(told)
    raise SystemExit(1 if findings else 0)


def _is_in_chain(digest: str) -> bool:
    from redaksi.stories.models import LedgerEntry

    if len(digest) != 64 or set(digest.lower()) - set("0123456789abcdef"):
        raise Trouble(_("A head is 64 letters and digits, as the public page and the desk show it."))
    return LedgerEntry.objects.filter(digest=digest.lower()).exists()


def _show(told: dict[str, Any]) -> None:
    for each in told["findings"]:
        click.secho(f"✗ {each['entry']} {each['what']}", fg="red")
    click.echo(_line(told))
    if not told["findings"]:
        click.secho("✓ " + _("The chain holds."), fg="green")
    if told["compared"]:
        click.echo(_("%d entries compared with the backup.") % told["compared"])


def _line(told: dict[str, Any]) -> str:
    return _("%(entries)d entries; head %(head)s") % {"entries": told["entries"], "head": told["head"] or "–"}
