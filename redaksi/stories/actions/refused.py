from collections.abc import Iterable
from typing import Self

from redaksi.stories.rules import Reason


class Refused(Exception):
    """An action that may not be done now, with every reason a person needs to change that."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(reason.message for reason in self.reasons))

    @classmethod
    def because(cls, message: str, field: str = "title") -> Self:
        return cls([Reason(field, message)])
