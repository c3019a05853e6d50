"""The command line: every module in `commands` is a command, found by being there."""

import os
import pkgutil
from importlib import import_module
from typing import Any

import click

from redaksi import __version__
from redaksi.cli import commands
from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble
from redaksi.lib import environment


class CommandsFound(click.Group):
    """A module is called as its command, with a `_` after it where Python keeps the word for itself."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(module.name.rstrip("_") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        for module in pkgutil.iter_modules(commands.__path__):
            if module.name.rstrip("_") == name:
                return import_module(f"{commands.__name__}.{module.name}").command
        return None

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except (KeyboardInterrupt, click.Abort) as stop:
            raise Trouble(_("Stopped.")) from stop
        except Exception as error:
            if context.params["debug"]:
                raise
            raise Trouble(_line_about(error)) from error


def _line_about(error: Exception) -> str:
    """An error nobody foresaw, without its traceback."""
    what = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, OSError):
        return what
    return _("%(what)s (%(kind)s; `redaksi --debug …` shows where)") % {"what": what, "kind": type(error).__name__}


@click.group(cls=CommandsFound, help=_("The newsroom and the news site in one."))
@click.version_option(__version__, prog_name="redaksi")
@click.option(
    "--debug",
    is_flag=True,
    default=os.environ.get("REDAKSI_DEBUG", "").lower() in environment.YES,
    help=_("Show where an error arose."),
)
def redaksi(debug: bool) -> None:
    """All that an installation owns lies in REDAKSI_HOME."""
