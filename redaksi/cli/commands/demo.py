import click

from redaksi.cli.language import gettext as _


@click.command("demo", help=_("Load the demo edition, once, and serve it on this machine."))
@click.option("--load", "only_load", is_flag=True, help=_("Load without serving."))
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535), help=_("Port."))
def command(only_load: bool, port: int) -> None:
    from redaksi.cli import installation
    from redaksi.cli.serving import serve as serving

    number = "" if only_load else serving.take_address("127.0.0.1", port)
    home = installation.prepare(with_static=not only_load)

    from redaksi.cli.demo import load, people

    is_new = load.load_once(home)
    click.echo(_("The demo edition is loaded.") if is_new else _("The demo edition was loaded before."), err=True)
    if not only_load:
        log_ins = "\n".join([_("Log-ins (name, password, group):"), *people.lines()])
        serving.serve(home, number, port, greeting=log_ins)
