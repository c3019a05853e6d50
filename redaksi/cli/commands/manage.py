import click

from redaksi.cli.language import gettext as _

PASSED_ON = {"ignore_unknown_options": True, "allow_interspersed_args": False}


@click.command("manage", help=_("Django's own commands: `redaksi manage help` lists them."), context_settings=PASSED_ON)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    from redaksi.cli import installation

    installation.prepare()

    from django.core.management import execute_from_command_line

    execute_from_command_line(["redaksi manage", *arguments])
