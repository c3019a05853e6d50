"""Characters spoiled by a wrong encoding ("â€œ" or "‚Äú" for “), put right where the bytes prove what they were."""

import re
from functools import lru_cache

# The first byte of a UTF-8 sequence as Windows-1252 and as the Macintosh of old show it, with as many as it announces.
_SIGNS = "ÂÃÅâð¬√≈‚"
_SPOILED = re.compile(r"[ÂÃÅ¬√≈][^\x00-\x7f]|[â‚][^\x00-\x7f]{2}|ð[^\x00-\x7f]{3}")
_SIGN = re.compile(f"[{_SIGNS}]")


def repaired(text: str) -> tuple[str, int]:
    """The text, and how many characters were put right."""
    if text.isascii() or not _SIGN.search(text):
        return text, 0
    count = 0

    def turn_back(match: re.Match[str]) -> str:
        nonlocal count
        right = _turned_back(match[0])
        count += right != match[0]
        return right

    return _SPOILED.sub(turn_back, text), count


@lru_cache(maxsize=4096)
def _turned_back(run: str) -> str:
    """One character, or the run as it is where its bytes are no UTF-8."""
    for encode in (_as_windows, _as_macintosh):
        try:
            right = encode(run).decode("utf-8")
        except UnicodeError:
            continue
        if len(right) == 1 and (right.isprintable() or right == "\xa0"):
            return right
    return run


def _as_windows(run: str) -> bytes:
    """Bytes that Windows-1252 leaves free went through as they were."""
    return b"".join(each.encode("latin-1" if "\x80" <= each <= "\x9f" else "cp1252") for each in run)


def _as_macintosh(run: str) -> bytes:
    return run.encode("mac_roman")
