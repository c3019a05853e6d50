import json
from dataclasses import asdict

import click

from redaksi.cli.language import gettext as _

SIGNS = {"ok": "✓", "warn": "!", "fail": "✗"}
COLORS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command("doctor", help=_("Look this installation over and say what to do."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def command(as_json: bool) -> None:
    from redaksi.cli import examination

    findings = examination.all_findings()
    is_well = all(finding.state != "fail" for finding in findings)
    if as_json:
        click.echo(json.dumps({"ok": is_well, "checks": [asdict(finding) for finding in findings]}, ensure_ascii=False))
    else:
        for finding in findings:
            click.secho(f"{SIGNS[finding.state]} {finding.name}: {finding.message}", fg=COLORS[finding.state])
            if finding.remedy:
                click.echo(f"    {finding.remedy}")
    raise SystemExit(0 if is_well else 1)
