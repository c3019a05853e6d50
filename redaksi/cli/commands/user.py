import json

import click

from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble


@click.group("user", help=_("Log-ins of the newsroom."))
def command() -> None:
    pass


@command.command("add", help=_("Make a log-in; without --ask a password is made up and shown once."))
@click.argument("name")
@click.option("--email", required=True, help=_("E-mail address."))
@click.option("--admin", is_flag=True, help=_("May do everything: the first log-in of an installation."))
@click.option("--group", "groups", multiple=True, help=_("reporter, redaktur, pemimpin redaksi, foto or admin; may repeat."))
@click.option("--ask", is_flag=True, help=_("Ask for the password instead of making one up."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON."))
def add(name: str, email: str, admin: bool, groups: tuple[str, ...], ask: bool, as_json: bool) -> None:
    from redaksi.cli import accounts, installation

    installation.prepare()
    password = _asked_for(name, email) if ask else accounts.new_password()
    wanted = [*groups, *(["admin"] if admin else [])]
    user = accounts.make(name, email, password, wanted)
    told = {} if ask else {"password": password}
    if as_json:
        click.echo(json.dumps({"username": user.username, "email": user.email, "groups": wanted, **told}))
        return
    click.echo(_("%(name)s can log in now. Groups: %(groups)s.") % {"name": name, "groups": ", ".join(wanted) or "–"})
    if told:
        click.echo(_("Password, shown this once: %s") % password)


def _asked_for(name: str, email: str) -> str:
    from redaksi.cli import accounts

    password = click.prompt(_("Password"), hide_input=True, confirmation_prompt=True)
    if weakness := accounts.weakness_of(password, name, email):
        raise Trouble(weakness)
    return str(password)
