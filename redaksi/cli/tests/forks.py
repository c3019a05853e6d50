"""The command in a process of its own, begun from one that has read others' code and none of ours: half of its start."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from multiprocessing.context import ForkServerContext
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired
from tempfile import TemporaryDirectory

READ_BEFORE = [
    *("rest_framework.serializers", "click", "structlog", "bs4", "pydantic.types", "pygal", "cryptography.fernet"),
    *("django.test", "pillow_heif", "django_stubs_ext"),
]


def run(words: Sequence[str], surroundings: dict[str, str], patience: float) -> CompletedProcess[str]:
    """As `subprocess.run([sys.executable, "-m", "redaksi.cli", *words], …)`: no standard input, what it printed as text."""
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = _server().Process(target=_be_the_command, args=(list(words), surroundings, Path.cwd(), out, err))
        process.start()
        process.join(patience)
        if process.exitcode is None:
            process.kill()
            raise TimeoutExpired(list(words), patience)
        return CompletedProcess(list(words), process.exitcode, out.read_text(), err.read_text())


def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(READ_BEFORE)
    return context


def _be_the_command(words: list[str], surroundings: dict[str, str], folder: Path, out: Path, err: Path) -> None:
    for path, number in ((os.devnull, 0), (out, 1), (err, 2)):
        opened = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
    os.environ.clear()
    os.environ.update(surroundings)
    os.chdir(folder)
    sys.argv = ["redaksi", *words]
    from redaksi.cli import main

    main()
