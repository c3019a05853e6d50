import json
from dataclasses import asdict
from pathlib import Path

import click

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble


@click.group("press", help=_("What goes out to readers and machines."))
def command() -> None:
    """Its parts are commands of their own."""


@command.command("check", help=_("Check what goes out against the rules of those who read it."))
@click.argument("address", required=False, metavar="[URL]")
@click.option("--all", "is_all", is_flag=True, help=_("Files, sitemaps, feeds, lists, policies and the newest stories."))
@click.option("--stories", default=100, show_default=True, help=_("How many of the newest stories --all looks at."))
@click.option("--vnu", type=click.Path(exists=True, path_type=Path), help=_("The W3C's HTML checker, vnu.jar; needs Java."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def check(address: str | None, is_all: bool, stories: int, vnu: Path | None, as_json: bool) -> None:
    if bool(address) == is_all:
        raise Trouble(_("Name one address of this site, or say --all."))
    from redaksi.cli import installation

    installation.prepare(with_static=True)
    from redaksi.press.gate import html_checker
    from redaksi.press.gate.inspection import Inspection
    from redaksi.press.gate.site import NotOurs

    inspection = Inspection(html_checker.jar(vnu))
    try:
        findings = list(inspection.of_all(stories) if is_all else inspection.of([address or ""]))
    except NotOurs as error:
        raise Trouble(_("%s is not an address of this site; SITE_URL says which it is.") % error) from error
    told = {"ok": not findings, "checked": inspection.checked, "html": inspection.checker is not None}
    if as_json:
        click.echo(json.dumps(told | {"findings": [asdict(finding) for finding in findings]}, ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{finding.where}\n    {finding.rule}: {finding.message}")
        click.echo(_("%(count)s checked, %(wrong)s wrong.") % {"count": inspection.checked, "wrong": len(findings)})
        if inspection.checker is None:
            click.echo(_("HTML was not checked: Java or vnu.jar is missing (npm install brings it)."))
    raise SystemExit(0 if not findings else 1)
