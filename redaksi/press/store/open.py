"""Which shelf an installation has."""

from functools import cache
from pathlib import Path

from redaksi.press.store.disk import DiskShelf
from redaksi.press.store.shelf import Shelf


@cache
def open_shelf(folder: str, redis_url: str = "") -> Shelf:
    """One a process; Redis where an address of one is given. Opened anew after a fork by whoever needs it there."""
    if redis_url:
        from redaksi.press.store.redis import RedisShelf

        return RedisShelf(redis_url)
    return DiskShelf(Path(folder))
