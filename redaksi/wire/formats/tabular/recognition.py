"""Whether a file is a table of stories, by its first bytes and its name."""

import json
import re

from redaksi.wire.encoding import looks_like_text
from redaksi.wire.formats import Certainty

from .guesses import known_in
from .separated import delimiter_of, names_in
from .table import ZIP

_OBJECT = re.compile(r"\s*\{")
_ARRAY = re.compile(r"\s*\[\s*\{")
_NAME = re.compile(r'"((?:[^"\\]|\\.){1,60})"\s*:')


def recognizes(head: bytes, name: str) -> Certainty:
    lower = name.lower()
    if head.startswith(ZIP):
        return Certainty.SURE if lower.endswith((".xlsx", ".xlsm")) else Certainty.NO
    if not looks_like_text(head):
        return Certainty.NO
    text = head.decode("utf-8-sig", errors="replace")
    if _ARRAY.match(text):
        return _by_names(text)
    if _OBJECT.match(text):
        return _by_lines(text, lower)
    return _by_columns(head, lower)


def _by_lines(text: str, name: str) -> Certainty:
    """One object a line; a single object alone on its line may be any other system's."""
    first, _newline, rest = text.lstrip().partition("\n")
    is_whole = _is_object(first) or len(first) > 4096
    if name.endswith((".jsonl", ".ndjson")):
        return Certainty.SURE if is_whole else Certainty.NO
    return Certainty.LIKELY if is_whole and rest.lstrip().startswith("{") else Certainty.NO


def _by_names(text: str) -> Certainty:
    known = known_in(_NAME.findall(text))
    return Certainty.LIKELY if "headline" in known and "body" in known else Certainty.POSSIBLE


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _by_columns(head: bytes, name: str) -> Certainty:
    if head.lstrip().startswith((b"<", b"+++", b"%PDF")):
        return Certainty.NO
    names = names_in(head, delimiter_of(head))
    known = known_in(names)
    says_enough = len(known) >= 2 and known & {"headline", "body"}
    if name.endswith((".csv", ".tsv")):
        return Certainty.SURE if says_enough else Certainty.LIKELY
    return Certainty.LIKELY if says_enough and all(len(column) < 60 for column in names) else Certainty.NO
