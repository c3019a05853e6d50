"""The W3C's own checker finds no error on any kind of page."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

JAR = Path(__file__).parent.parent.parent / "node_modules/vnu-jar/build/dist/vnu.jar"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("java"), reason="vnu needs Java, which is not on this machine"),
    pytest.mark.skipif(not JAR.is_file(), reason="vnu is not installed: npm install"),
]


def test_no_page_has_an_error(client, addresses, tmp_path):
    for kind, address in addresses.items():
        (tmp_path / f"{kind}.html").write_bytes(client.get(address).content)
    answer = subprocess.run(
        ["java", "-jar", JAR, "--format", "json", "--exit-zero-always", *sorted(tmp_path.glob("*.html"))],
        capture_output=True,
        text=True,
    )
    told = json.loads(answer.stderr or answer.stdout)["messages"]
    wrong = [f"{Path(m['url']).stem}: {m['message']} … {m.get('extract', '')}" for m in told if m["type"] != "info"]
    assert wrong == []
