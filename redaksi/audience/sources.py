"""Where readers come from, by the host that sent them: search, social media, elsewhere, our own pages, or nowhere."""

from __future__ import annotations

from functools import lru_cache

from redaksi.audience.taking.reading import DIRECT, OWN

SEARCH = {
    *("google", "bing", "yahoo", "duckduckgo", "ecosia", "yandex", "baidu", "qwant", "startpage", "brave", "kagi", "naver"),
    *("sogou", "seznam", "petalsearch"),
}
SOCIAL = {
    *(
        "facebook",
        "fb",
        "instagram",
        "threads",
        "twitter",
        "x",
        "t",
        "tiktok",
        "whatsapp",
        "wa",
        "telegram",
        "youtube",
        "youtu",
    ),
    *("linkedin", "lnkd", "reddit", "pinterest", "line", "quora", "bsky", "mastodon", "snapchat", "discord", "kaskus", "weibo"),
}
SECOND_LEVEL = {"co", "com", "or", "org", "go", "gov", "ac", "net", "web", "my"}


@lru_cache(maxsize=4_096)
def kind_of(source: str) -> str:
    """`direct`, `search`, `social`, `other` or `paper`, of a host, `DIRECT` or `OWN`."""
    if source in (DIRECT, OWN):
        return "paper" if source == OWN else "direct"
    name = _name_of(source)
    if name == "google" and source.startswith(("mail.", "docs.", "classroom.")):
        return "other"
    if name in SEARCH:
        return "search"
    return "social" if name in SOCIAL else "other"


def _name_of(host: str) -> str:
    """`google` of `www.google.co.id`: the part that somebody registered."""
    parts = host.strip(".").split(".")
    if len(parts) > 2 and parts[-2] in SECOND_LEVEL and len(parts[-1]) == 2:
        return parts[-3]
    return parts[-2] if len(parts) > 1 else parts[0]
