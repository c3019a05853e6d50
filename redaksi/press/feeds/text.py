"""The text of many stories as plain HTML with whole addresses, in a fixed number of queries however many there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import nh3
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from redaksi.press.addresses import absolute
from redaksi.press.plain_text import sayable
from redaksi.stories import clean, ledger, renditions
from redaksi.stories.models import Genre, Photo, Story, StorySource

RawBlock = Mapping[str, Any]

SHOWN = renditions.WHOLE_SPECS[-1]
BETWEEN = "\x1e"  # no text that is stored can hold it
TAGS = clean.TAGS | {"h2", "blockquote", "cite", "figure", "figcaption", "img", "table", "caption", "thead", "tbody"}
TAGS |= {"tr", "th", "td"}
LINK = re.compile(r'<a href="([^"]*)"')
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height"}, "th": {"scope"}}


def texts_of(story_ids: Iterable[int]) -> dict[int, str]:
    """Each story's text by its id; links in what was paid for say so. At most eight queries."""
    ids = list(story_ids)
    stories = {story.pk: story for story in Story.objects.filter(pk__in=ids).only("body", "genre")}
    blocks = {pk: list(story.body.raw_data) for pk, story in stories.items()}
    writer = Writer.for_blocks(block for each in blocks.values() for block in each)
    sources = _sources(ids)
    remarks = ledger.remarks_on(ids)
    written = [sayable("\n".join(_whole(writer.lines(blocks[pk]), sources.get(pk, []), remarks.get(pk)))) for pk in blocks]
    whole = expand_db_html(BETWEEN.join(written)).split(BETWEEN)  # links to pages of ours, all looked up at once
    return {pk: _harmless(html, stories[pk].genre == Genre.PAID) for pk, html in zip(blocks, whole, strict=True)}


def _whole(lines: Iterable[str], sources: Iterable[str], said: ledger.Remarks | None) -> list[str]:
    """What the story says of itself goes along: a correction that only our own page shows reaches half of its readers."""
    said = said or ledger.Remarks()
    return [*said.above, *lines, *said.below, *sources]


def _harmless(html: str, is_paid: bool = False) -> str:
    """Only what a feed reader shows, and every address a whole one."""
    html = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=lambda _tag, name, value: absolute_or_same(value) if name in ("href", "src") else value,
        url_schemes=clean.SCHEMES,
        link_rel=None,
    )
    return LINK.sub(_sponsored, html) if is_paid else html


def _sponsored(link: re.Match[str]) -> str:
    """As on the page: the way out was paid for, the way to another story of ours was not (Pedoman Media Siber 6)."""
    is_way_out = link[1].startswith("http") and not f"{link[1]}/".startswith(f"{settings.SITE_URL}/")
    return f'{link[0]} rel="sponsored"' if is_way_out else link[0]


def absolute_or_same(address: str) -> str:
    return absolute(address) if address.startswith("/") and not address.startswith("//") else address


def _sources(ids: list[int]) -> dict[int, list[str]]:
    """Whom a story leans on is credited wherever its text goes."""
    named: dict[int, list[str]] = {}
    for line in StorySource.objects.filter(story__in=ids).select_related("source"):
        name = escape(line.source.name)
        named.setdefault(line.story_id, []).append(f'<a href="{escape(line.link)}">{name}</a>' if line.link else name)
    return {pk: [f"<p>{escape(_('Sources'))}: {', '.join(names)}</p>"] for pk, names in named.items()}


@dataclass
class Writer:
    """Writes blocks with what they point at: photographs with a rendition, other stories that readers may see."""

    photos: dict[int, Photo] = field(default_factory=dict)
    stories: dict[int, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def for_blocks(cls, blocks: Iterable[RawBlock]) -> Writer:
        photos, stories = set(), set()
        for block in blocks:
            photos |= {photo for photo, _caption in _shown(block) if photo}
            if block["type"] == "related" and block["value"].get("story"):
                stories.add(block["value"]["story"])
        found = Photo.objects.filter(pk__in=photos).prefetch_related("renditions") if photos else []
        public = Story.objects.published().filter(pk__in=stories).values_list("pk", "address", "title") if stories else []
        return cls({photo.pk: photo for photo in found}, {pk: (address, title) for pk, address, title in public})

    def lines(self, blocks: Iterable[RawBlock]) -> Iterator[str]:
        write: dict[str, Callable[[Any], str]] = {
            "text": str,
            "heading": _heading,
            "quote": _quote,
            "photo": self._photo,
            "gallery": self._gallery,
            "factbox": lambda value: f"<h3>{escape(value['title'])}</h3>{value['text']}",
            "table": _table,
            "list": _list,
            "embed": _embed,
            "related": self._related,
        }
        for block in blocks:
            if line := write[block["type"]](block["value"]):
                yield line

    def _photo(self, value: RawBlock) -> str:
        photo = self.photos.get(value.get("photo") or 0)
        made = next((one for one in photo.renditions.all() if one.filter_spec == SHOWN), None) if photo else None
        if photo is None or made is None:
            return ""
        image = f'<img src="{escape(made.url)}" alt="{escape(photo.alt)}" width="{made.width}" height="{made.height}">'
        words = " ".join(filter(None, [value.get("caption") or photo.caption, f"({photo.credit})" if photo.credit else ""]))
        return f"<figure>{image}<figcaption>{escape(words)}</figcaption></figure>"

    def _gallery(self, value: RawBlock) -> str:
        title = f"<h3>{escape(value['title'])}</h3>" if value.get("title") else ""
        return title + "".join(self._photo(_value(item)) for item in value.get("photos", []))

    def _related(self, value: RawBlock) -> str:
        address, title = self.stories.get(value.get("story") or 0, ("", ""))
        return f'<p>{escape(_("Read also"))}: <a href="{escape(address)}">{escape(title)}</a></p>' if address else ""


def _shown(block: RawBlock) -> list[tuple[int | None, str]]:
    if block["type"] == "photo":
        return [(block["value"].get("photo"), block["value"].get("caption", ""))]
    items = block["value"].get("photos", []) if block["type"] == "gallery" else []
    return [(_value(item).get("photo"), _value(item).get("caption", "")) for item in items]


def _heading(value: RawBlock) -> str:
    tag = "h3" if str(value.get("level")) == "3" else "h2"
    return f"<{tag}>{escape(value['text'])}</{tag}>"


def _quote(value: RawBlock) -> str:
    said_by = ", ".join(filter(None, [value.get("speaker"), value.get("speaker_role")])) or value.get("attribution") or ""
    by = f"<p><cite>{escape(said_by)}</cite></p>" if said_by else ""
    return f"<blockquote><p>{escape(value['text'])}</p>{by}</blockquote>"


def _list(value: RawBlock) -> str:
    tag = "ol" if value.get("is_numbered") else "ul"
    return f"<{tag}>{''.join(f'<li>{_value(item)}</li>' for item in value.get('items', []))}</{tag}>"


def _table(value: RawBlock) -> str:
    head, *rows = (value.get("table") or {}).get("data") or [[]]
    if not head:
        return ""
    caption = f"<caption>{escape(value['caption'])}</caption>" if value.get("caption") else ""
    top = "".join(f'<th scope="col">{escape(cell or "")}</th>' for cell in head)
    lines = ["".join(f"<td>{escape(cell or '')}</td>" for cell in row) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table>{caption}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _embed(value: RawBlock) -> str:
    return f'<p><a href="{escape(value["url"])}">{escape(value.get("caption") or value["url"])}</a></p>'


def _value(item: Any) -> Any:
    """A list block's item as it is stored now, or as it was before items had ids."""
    return item["value"] if isinstance(item, dict) and item.keys() >= {"type", "value"} else item
