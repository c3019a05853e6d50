"""Where a post stood: `/<slug>/`, or as the settings of old versions say."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from redaksi.stories.copy import StoryCopy

from .tables import Row

PLAIN = "/:slug/"
_PART = re.compile(r":(\w+)")


class Addresses:
    def __init__(self, settings: dict[str, str]) -> None:
        pattern = settings.get("permalinks", "")
        self._pattern = pattern if pattern.startswith("/") and ":slug" in pattern and len(pattern) < 100 else PLAIN
        self._zone = _zone(
            settings.get("timezone") or settings.get("active_timezone") or settings.get("activeTimezone") or "UTC"
        )

    def of(self, post: Row, copy: StoryCopy, tags: list[Row], authors: list[Row]) -> list[str]:
        """The one with the day in it first; later versions of Ghost left the plain one."""
        if not copy.slug:
            return []
        patterns = dict.fromkeys([self._pattern, PLAIN])
        found = [self._filled(pattern, post, copy, tags, authors) for pattern in patterns]
        return [address for address in found if ":" not in address]

    def _filled(self, pattern: str, post: Row, copy: StoryCopy, tags: list[Row], authors: list[Row]) -> str:
        parts = {"slug": copy.slug, "id": post.id()}
        if copy.published_at:
            day = copy.published_at.astimezone(self._zone)
            parts |= {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}"}
        parts |= {"primary_tag": tags[0].line("slug")} if tags else {}
        parts |= {name: authors[0].line("slug") for name in ("primary_author", "author")} if authors else {}
        return _PART.sub(lambda match: parts.get(match[1]) or match[0], pattern)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
