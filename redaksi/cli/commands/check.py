import json
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from redaksi.cli import installation
from redaksi.cli.language import gettext as _

SIGNS = {"stop": "✗", "warn": "!"}
COLORS = {"stop": "red", "warn": "yellow"}


@click.command("check", help=_("Read texts as the desk's checks do: files, “-” for what is typed, or stories by number or id."))
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|STORY…")
@click.option("--json", "as_json", is_flag=True, help=_("One line of JSON an input."))
@click.option("--only", "only", multiple=True, metavar="CHECK", help=_("Only this check; may be given several times."))
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help=_("The day it goes out: 2022-02-26."))
def command(inputs: tuple[str, ...], as_json: bool, only: tuple[str, ...], day: datetime | None) -> None:
    """Ends with 1 where something stops a text, with 2 where an input could not be read."""
    installation.prepare()
    from redaksi.desk.checking import checks

    if unknown := set(only) - set(checks.by_name()):
        raise click.BadParameter(_("There is no check “%s”.") % sorted(unknown)[0])
    worst = 0
    for name in inputs:
        answer = _checked(name, only, day)
        worst = max(worst, _code(answer))
        if as_json:
            click.echo(json.dumps(answer, ensure_ascii=False))
        else:
            _show(answer)
    raise SystemExit(worst)


def _checked(name: str, only: tuple[str, ...], day: datetime | None) -> dict[str, Any]:
    from redaksi.desk.checking import checks
    from redaksi.desk.checking.house import known_names
    from redaksi.wire.item import Unreadable

    try:
        text = _text(name, day)
    except (OSError, LookupError, Unreadable) as error:
        return {"input": name, "findings": [], "ms": 0, "error": str(error)}
    began = time.perf_counter()
    text.names = known_names(text)
    found = checks.findings(text, only)
    return {"input": name, "findings": [each.plain for each in found], "ms": round((time.perf_counter() - began) * 1000, 1)}


def _text(name: str, day: datetime | None) -> Any:
    from redaksi.desk.checking import of_file, of_story

    path = Path(name)
    if name == "-" or path.is_file() or not name.isdecimal():
        data = sys.stdin.buffer.read() if name == "-" else path.read_bytes()
        return of_file.text_of(data, day.date() if day else None)
    return of_story.text_of(_story(int(name)), at=day.astimezone() if day else None)


def _story(number: int) -> Any:
    from django.db.models import Q

    from redaksi.stories.models import Story

    story = Story.objects.filter(Q(number=number) | Q(pk=number)).order_by("number").first()
    if story is None:
        raise LookupError(_("There is no story %s.") % number)
    return story.get_latest_revision_as_object()


def _code(answer: dict[str, Any]) -> int:
    return 2 if "error" in answer else int(any(each["result"] == "stop" for each in answer["findings"]))


def _show(answer: dict[str, Any]) -> None:
    click.secho(answer["input"], bold=True)
    if "error" in answer:
        click.secho(f"  {answer['error']}", fg="red")
    for each in answer["findings"]:
        place = f"{each['check']}, {each['field']}"
        click.secho(f"  {SIGNS[each['result']]} {place}: {each['message']}", fg=COLORS[each["result"]])
        if each["suggestions"]:
            click.echo(f"      {each['text']} → {' / '.join(each['suggestions'])}")
    if not answer["findings"] and "error" not in answer:
        click.secho(f"  ✓ {_('nothing found')}", fg="green")
