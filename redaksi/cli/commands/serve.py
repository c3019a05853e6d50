import click

from redaksi.cli.language import gettext as _


@click.command("serve", help=_("Serve the site and do the newsroom's background work, until Ctrl-C."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Address to listen at; 0.0.0.0 for all."))
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535), help=_("Port."))
@click.option("--yes-demo-accounts", is_flag=True, help=_("Serve to others although the demo's known passwords work."))
def command(host: str, port: int, yes_demo_accounts: bool) -> None:
    from redaksi.cli.demo import people
    from redaksi.cli.serving import serve as serving

    number = serving.take_address(host, port)
    home = serving.prepare()
    if not yes_demo_accounts:
        people.refuse_to_open_to(number)
    serving.serve(home, number, port)
