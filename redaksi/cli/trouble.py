from typing import IO, Any

import click


class Trouble(click.ClickException):
    """What keeps a command from being done, in one line that says what to do about it."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"redaksi: {self.format_message()}", err=True)
