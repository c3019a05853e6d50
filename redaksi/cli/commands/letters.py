import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble


@click.group("letters", help=_("Newsletters to readers."))
def command() -> None:
    pass


@command.command(
    "bounce",
    help=_(
        "Read mail that came back, from standard input or from PATH (an mbox file or a Maildir); whom letters cannot reach "
        "gets no more of them. In a Maildir only new mail is read, and marked as seen."
    ),
)
@click.argument("paths", metavar="[PATH]...", type=click.Path(path_type=Path), nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def bounce(paths: tuple[Path, ...], as_json: bool) -> None:
    for path in paths:
        if not path.exists():
            raise Trouble(_("There is no file or folder %s.") % path)
    from redaksi.cli import installation

    installation.prepare()
    told = _take(_messages(paths))
    line = _("%(messages)d messages read, %(reports)d of them about letters that did not arrive.") % told
    click.echo(json.dumps(told) if as_json else line)


def _messages(paths: Iterable[Path]) -> Iterator[bytes]:
    from redaksi.audience.letters import mailbox

    if not paths:
        yield from mailbox.in_stream(sys.stdin.buffer)
    for path in paths:
        if path.is_file():
            with path.open("rb") as stream:
                yield from mailbox.in_stream(stream)
        elif mailbox.is_maildir(path):
            yield from mailbox.in_maildir(path)
        else:
            raise Trouble(_("%s is neither a file nor a Maildir (which has a folder “new”).") % path)


def _take(messages: Iterable[bytes]) -> dict[str, int]:
    from redaksi.audience.letters import bouncing

    reports = [bool(bouncing.take(message)) for message in messages]
    return {"messages": len(reports), "reports": sum(reports)}
