import json
from dataclasses import asdict
from pathlib import Path

import click

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("archive", help=_("Look after what stories are found by."))
def command() -> None:
    pass


@command.command("rebuild", help=_("Make the index of all stories anew; the one there is, answers until the new one is whole."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def rebuild(as_json: bool) -> None:
    from redaksi.cli import indexing

    told = indexing.rebuild()
    if as_json:
        click.echo(json.dumps(asdict(told)))
    else:
        click.echo(_("%(stories)d stories in %(seconds).1f s, %(stories_per_second)d a second.") % asdict(told))


@command.command("verify", help=_("Say what the index lacks, has otherwise than the database, or has too much."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def verify(as_json: bool) -> None:
    from redaksi.cli import indexing

    told = indexing.verify()
    if as_json:
        click.echo(json.dumps({"ok": told.holds, **asdict(told)}))
    else:
        for line in indexing.lines_of(told):
            click.echo(line)
    if not told.holds:
        raise Trouble(_("`redaksi archive rebuild` makes it anew; `redaksi serve` repairs it by itself."))


@command.command(
    "evaluate", help=_("Measure related stories against links that editors set; nothing of this installation is touched.")
)
@click.argument("links", type=FILE)
@click.argument("more", type=FILE, nargs=-1, metavar="[FILE]...")
@click.option("--stories", "stories", type=FILE, multiple=True, required=True, help=_("Tables of stories."))
@click.option("--without", multiple=True, metavar="DOMAIN", help=_("Leave this newsroom's links out; may be given again."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def evaluate(links: Path, more: tuple[Path, ...], stories: tuple[Path, ...], without: tuple[str, ...], as_json: bool) -> None:
    from redaksi.cli import evaluating

    evaluation = evaluating.evaluate(links, [*stories, *more], without)
    told = evaluation.as_dict()
    if as_json:
        click.echo(json.dumps(told))
        return
    click.echo(_("%(links)d links of %(sources)d stories; %(left_out)d left out.") % told)
    names = {"tf_idf": "TF-IDF", "newest_of_section": _("newest of the section")}
    rows = [(_("related stories"), told), *((names[name], figures) for name, figures in told["baselines"].items())]
    width = max(len(name) for name, _figures in rows)
    for name, figures in rows:
        shown = "   ".join(f"{key} {figures[key]:.3f}" for key in ("recall@5", "recall@10", "ndcg@10"))
        click.echo(f"{name:<{width}}   {shown}")
