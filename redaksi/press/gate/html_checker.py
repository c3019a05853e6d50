"""The W3C's own checker (https://validator.github.io/validator/), where Java and its jar are on this machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from redaksi.press.gate.finding import Finding

IN_CHECKOUT = Path(__file__).resolve().parents[3] / "node_modules/vnu-jar/build/dist/vnu.jar"
PATIENCE_SECONDS = 600


def jar(named: Path | None = None) -> Path | None:
    """The one that is named, or the checkout's; None where it or Java is missing."""
    file = named or IN_CHECKOUT
    return file if file.is_file() and shutil.which("java") else None


def findings(checker: Path, pages: Mapping[str, bytes]) -> Iterator[Finding]:
    """Of all these pages, by address, in one run."""
    if not pages:
        return
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for number, (address, body) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_bytes(body)
            files[file.name] = address
        for message in _messages(checker, folder):
            if message["type"] != "info":
                name = Path(unquote(urlsplit(message["url"]).path)).name
                extract = " ".join(message.get("extract", "").split())
                yield Finding(files[name], "html", f"{message['message']} … {extract}")


def _messages(checker: Path, folder: str) -> list[dict[str, str]]:
    command = ["java", "-jar", str(checker), "--format", "json", "--exit-zero-always", "--skip-non-html", folder]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)  # noqa: S603
    return list(json.loads(answer.stderr or answer.stdout)["messages"])
