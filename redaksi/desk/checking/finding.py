from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Result(StrEnum):
    PASS = "pass"  # noqa: S105 - a result, no password
    WARN = "warn"
    """May be overridden with a reason, which is logged."""
    STOP = "stop"
    """Does not go out until it is mended."""


@dataclass(frozen=True)
class Finding:
    """`text == part[start:end]` of the field it stands in; `start == end == 0` where it is about the field as a whole.

    `block` is the id of the body's block it stands in, and `nth` says which of the same words there it is (0 for the
    first): an editor in a browser finds it by these. `suggestions` each take the place of `text`.
    """

    check: str
    result: Result
    field: str
    start: int
    end: int
    text: str
    message: str
    suggestions: tuple[str, ...] = ()
    block: str = ""
    nth: int = 0
    word: str = ""
    """What an editor may add to the house list, where that would settle it."""

    @property
    def plain(self) -> dict[str, Any]:
        """As the command line prints it."""
        names = ("check", "field", "start", "end", "text", "message")
        return {
            **{name: getattr(self, name) for name in names},
            "result": str(self.result),
            "suggestions": list(self.suggestions),
        }
