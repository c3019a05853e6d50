"""Places that two people changed differently, as they are asked about: both texts side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaksi.desk.differing import label_of, marked, words_of
from redaksi.stories.merging import Conflict

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Question:
    """`mine` and `theirs` are empty where the place is gone."""

    key: str
    label: str
    mine: SafeString
    theirs: SafeString
    may_be_both: bool


def questions(conflicts: Iterable[Conflict]) -> list[Question]:
    return [_question(each) for each in conflicts]


def _question(conflict: Conflict) -> Question:
    mine, theirs = (words_of(conflict.place, each) for each in (conflict.mine, conflict.theirs))
    return Question(conflict.key, label_of(conflict.place), *marked(mine, theirs), conflict.may_be_both)
