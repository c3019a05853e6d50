import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from redaksi.cli.language import gettext as _
from redaksi.cli.language import ngettext
from redaksi.cli.trouble import Trouble

SHOWN_AT_MOST = 20


@click.command("import", help=_("Bring in stories from files and folders, as drafts or as what was public before."))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_name", help=_("The files' format; recognized by their content where not given."))
@click.option("--section", help=_("The section for all of them; made where it is missing."))
@click.option("--as", "as_", type=click.Choice(["draft", "published"]), default="draft", show_default=True, help=_("As what."))
@click.option("--map", "column_map", default="", help=_("A table's columns: headline=title,body=content,published_at=date"))
@click.option(
    "--photos", "photo_folder", type=click.Path(file_okay=False, path_type=Path), help=_("A folder of the old site's pictures.")
)
@click.option("--fetch-photos", "is_fetching", is_flag=True, help=_("Fetch pictures from the old site."))
@click.option("--site", default="", metavar="URL", help=_("Where the old site stands, for exports that do not say it."))
@click.option(
    "--pause",
    type=click.FloatRange(0, 3600),
    default=1.0,
    show_default=True,
    help=_("Seconds between two pictures of one host."),
)
@click.option("--preview", is_flag=True, help=_("Show the first items as they would come in; write nothing."))
@click.option("--undo", "undone", metavar="RUN", help=_("Take back what came with that run and was never public."))
@click.option("--dry-run", is_flag=True, help=_("Read and report; write nothing."))
@click.option("--report", "report_file", type=click.Path(dir_okay=False, path_type=Path), help=_("Write the report there."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer with the whole report in JSON."))
def command(
    paths: tuple[Path, ...],
    format_name: str | None,
    section: str | None,
    as_: Any,
    column_map: str,
    photo_folder: Path | None,
    is_fetching: bool,
    site: str,
    pause: float,
    preview: bool,
    undone: str | None,
    dry_run: bool,
    report_file: Path | None,
    as_json: bool,
) -> None:
    from redaksi.cli import importing

    if undone is not None:
        _tell_undone(importing.undo(undone), as_json)
        return
    if not paths:
        raise click.UsageError(_("Which files or folders?"))
    if preview:
        _show(importing.preview(paths, format_name, column_map), as_json)
        return
    if report_file:
        importing.check_writable(report_file)
    pictures = importing.Pictures(photo_folder, is_fetching, _checked(site), pause)
    report = _brought(paths, format_name, section, as_, dry_run, column_map, pictures)
    if report_file:
        report_file.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _tell(report)
    if importing.brought_nothing(report):
        raise Trouble(_("Nothing came in."))


def _brought(
    paths: tuple[Path, ...],
    format_name: str | None,
    section: str | None,
    as_: Any,
    dry_run: bool,
    column_map: str,
    pictures: Any,
) -> Any:
    """What was public in an archive of ours comes back as it was; anything else comes in."""
    from redaksi.cli import importing, returning

    if as_ == "published" and not section and returning.is_return(paths, format_name):
        return returning.bring_back(paths, dry_run)
    return importing.bring(paths, format_name, section, as_, dry_run, column_map, pictures)


def _checked(site: str) -> str:
    if site and not site.lower().startswith(("http://", "https://")):
        raise click.BadParameter(_("An address like https://harian.id."), param_hint="--site")
    return site


def _tell_undone(taken: Any, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(taken)))
        return
    click.echo(ngettext("%d draft taken back.", "%d drafts taken back.", taken.count) % taken.count)
    if taken.versions:
        versions = ngettext(
            "%d story says again what it said before.", "%d stories say again what they said before.", taken.versions
        )
        click.echo(versions % taken.versions)
    _list(_("Stays, for readers have seen it"), taken.stayed_public)
    _list(_("Stays, for somebody works on it here"), [f"/admin/pages/{key}/edit/" for key in taken.stayed_drafts])


def _show(files: Any, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([asdict(file) for file in files], ensure_ascii=False))
        return
    for file in files:
        click.echo(f"{file.name}  {file.format}".rstrip())
        for column, field, sample in file.columns:
            click.echo(f"  {column} → {field or _('(note to the desk)')}: {sample}")
        for item in file.items:
            click.echo("".join(f"\n  {name}: {text}" for name, text in item.items()))
        for refusal in file.refusals:
            click.echo(f"  {refusal}")


def _tell(report: Any) -> None:
    stories = ngettext("%d story", "%d stories", report.stories) % report.stories
    items = ngettext("%d item", "%d items", report.items) % report.items
    click.echo(_("%(stories)s from %(items)s.") % {"stories": stories, "items": items})
    not_taken = [skipped for skipped in report.skipped if skipped["reason"] in report.not_taken]
    _list(_("Left out"), [f"{skipped['item']}: {skipped['reason']}" for skipped in not_taken])
    _list(_("Without a place of its own"), [f"{noted['item']}: {noted['note']}" for noted in report.unplaced])
    _list(_("Dated by the text"), [f"{dated['item']}: {dated['date']}" for dated in report.approximate_dates])
    _list(_("Where they are"), report.urls)
    _prove(report)
    if report.comments:
        told = {"count": report.comments, "file": f"imports/{report.batch}/comments.jsonl"}
        click.echo(_("%(count)d comments are kept in the home, in %(file)s.") % told)
    if report.batch:
        click.echo(_("This run: %s") % report.batch)


def _prove(report: Any) -> None:
    """In and out agree, or where they do not and why."""
    if report.unchanged:
        click.echo(_("Known already, unchanged: %d.") % report.unchanged)
    if not report.proof or report.is_dry_run:
        return
    if report.illustrated:
        click.echo(_("Known already, now with pictures that were missing: %d.") % report.illustrated)
    _tell_pictures(report.proof.get("pictures", {}))
    for difference in report.proof["differences"]:
        reason = difference["reason"] or _("nobody knows why")
        click.echo(f"  {difference['of']}: {difference['in']} → {difference['out']} ({reason})")
    if report.proof["holds"]:
        click.echo(_("Proof: every item is accounted for, and the database holds what they held."))
    else:
        click.secho(_("Proof: the database does not hold what the items held; look at “proof” in the report."), fg="red")


def _tell_pictures(pictures: dict[str, Any]) -> None:
    """How many were looked for elsewhere, and why some could not be had."""
    if pictures.get("fetched") or pictures.get("kept") or pictures.get("in_folder"):
        told = _("Photos: %(in_folder)d found in the folder, %(fetched)d fetched, %(kept)d fetched before.")
        click.echo(told % pictures)
    if pictures.get("missing"):
        click.echo(_("Photos that could not be had: %d; import again to try once more.") % pictures["missing"])
    for reason, count in list(pictures.get("reasons", {}).items())[:SHOWN_AT_MOST]:
        click.echo(f"  {count} × {reason}")


def _list(title: str, lines: list[str]) -> None:
    if lines:
        click.echo(f"{title} ({len(lines)}):")
    for line in lines[:SHOWN_AT_MOST]:
        click.echo(f"  {line}")
    if len(lines) > SHOWN_AT_MOST:
        click.echo(_("  … and %d more; --report FILE has them all.") % (len(lines) - SHOWN_AT_MOST))
