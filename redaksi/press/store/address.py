"""Which page a request asks for. Only addresses of our own making are kept: no request can invent a place in the store."""

import re
from typing import NamedTuple

PART = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,119}")
LONGEST = 300
DEEPEST = 8
PAGE_NUMBER = "hal"
NUMBER = re.compile(r"[1-9]\d{0,2}")
FOR_COUNTERS = {
    *("fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "twclid", "ttclid", "yclid"),
    *("igshid", "igsh", "mc_cid", "mc_eid", "_ga", "_gl", "ref_src"),
}
MOST_QUESTIONS = 40


class Asked(NamedTuple):
    """`address` is None where the path is no page's. `is_whole`: the address says all that was asked."""

    address: str | None
    is_whole: bool


def asked(path: str, query: str) -> Asked:
    """Read a request's path (percent-decoded) and query (as it came)."""
    if not is_path(path):
        return Asked(None, False)
    number, is_whole = _page_number(query) if query else ("1", True)
    if not NUMBER.fullmatch(number):
        return Asked(None, False)
    return Asked(path if number == "1" else f"{path}?{PAGE_NUMBER}={number}", is_whole)


def is_path(path: str) -> bool:
    if not path.startswith("/") or len(path) > LONGEST:
        return False
    parts = path.strip("/").split("/") if path != "/" else []
    is_plain = path == "/" or path.strip("/") == path[1:].removesuffix("/")
    return is_plain and len(parts) <= DEEPEST and all(PART.fullmatch(part) for part in parts)


def place(address: str) -> tuple[str, ...]:
    """The folders an address is kept in. Two addresses never share the last one: what marks it, no path can hold."""
    path, _mark, question = address.partition("?")
    folders = [part for part in path.split("/") if part]
    if folders and not path.endswith("/"):
        folders[-1] += ","
    return (*folders, question) if question else tuple(folders)


def _page_number(query: str) -> tuple[str, bool]:
    """Which page of the list is asked for, as it was written, and whether nothing else was asked."""
    questions = [question.partition("=") for question in query.split("&", MOST_QUESTIONS) if question]
    numbers = [value for name, _mark, value in questions if name == PAGE_NUMBER]
    others = [name for name, _mark, _value in questions if name != PAGE_NUMBER and not _is_for_counters(name)]
    return "".join(numbers[-1:]) or ("1" if not numbers else ""), not others and len(numbers) < 2


def _is_for_counters(name: str) -> bool:
    return name in FOR_COUNTERS or name.startswith(("utm_", "mtm_"))
