"""The `redaksi` command, and what joins rooms from above: serving, the demo, backup."""


def main() -> None:
    from redaksi.cli.command_line import redaksi

    redaksi(prog_name="redaksi")
