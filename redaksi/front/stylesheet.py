"""One stylesheet for the whole paper, put together from one file a component.

`redaksi/front/css` holds the sources; readers get `front/paper.css`. Django asks this finder for static files
(`STATICFILES_FINDERS`), in development on every request, once when they are collected: there is no step to forget.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).with_name("css")
NAME = "front/paper.css"
FIRST = ("layers", "fonts", "reset", "tokens", "base")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\s*\n\s*")
AROUND_MARKS = re.compile(r"\s*([{};,])\s*")


class PaperFinder(BaseFinder):
    """Finds `front/paper.css`, freshly put together."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [str(_written() / NAME)] if path == NAME else []
        return found if find_all else (found[0] if found else None)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        yield NAME, FileSystemStorage(location=_written())


def bundled() -> str:
    """All sources in their order, without comments and indentation."""
    return "".join(_tight(path.read_text(encoding="utf-8")) for path in _in_order())


def _in_order() -> list[Path]:
    return [
        *(SOURCES / f"{name}.css" for name in FIRST),
        *sorted((SOURCES / "components").glob("*.css")),
        SOURCES / "print.css",
    ]


def _tight(css: str) -> str:
    return AROUND_MARKS.sub(r"\1", INDENT.sub(" ", COMMENT.sub("", css))).strip()


def _written() -> Path:
    """The folder in which the stylesheet lies as a file; written only when it changed, so that its date tells."""
    folder = settings.HOME.cache / "stylesheet"
    target = folder / NAME
    css = bundled()
    if not target.exists() or target.read_text(encoding="utf-8") != css:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(css, encoding="utf-8")
    return folder
