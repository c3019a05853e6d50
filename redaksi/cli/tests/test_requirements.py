"""What is pinned is what is needed: a clean clone installs these files and nothing else."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
PACKAGE = PROJECT / "redaksi"
OPTIONAL = {"opensearchpy", "psycopg", "redis"}  # extras: named in settings by those who chose them


def test_everything_the_paper_imports_is_pinned():
    known = packages_distributions()
    needed = {name: path for path in production_code() for name in imported_by(path)}
    missing = {
        name: str(path.relative_to(PROJECT))
        for name, path in needed.items()
        if not {normal(distribution) for distribution in known.get(name, [])} & pinned("run")
    }
    assert missing == {}, "declare it in pyproject.toml, then `make requirements`"


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_declared_dependency_is_pinned(name):
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    wanted = declared["project"]["dependencies"] + (declared["dependency-groups"]["dev"] if name == "dev" else [])
    assert {normal(re.split(r"[\[<>=]", one)[0]) for one in wanted} - pinned(name) == set(), "say `make requirements`"


@pytest.mark.parametrize("name", ["run", "dev", "uv"])
def test_pins_name_no_host_and_no_path(name):
    text = (PROJECT / "requirements" / f"{name}.txt").read_text()
    assert re.findall(r"https?://|file:|(?m:^)-|^/", text) == []


def production_code():
    return [path for path in PACKAGE.rglob("*.py") if "tests" not in path.parts]


def imported_by(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - OPTIONAL - {"redaksi"}


def pinned(name: str) -> set[str]:
    lines = (PROJECT / "requirements" / f"{name}.txt").read_text().splitlines()
    return {normal(line.partition("==")[0]) for line in lines if "==" in line and not line.startswith(" ")}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
