"""Items that go with an item: its photographs with their rights, videos elsewhere, other stories."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from redaksi.stories.copy import BlockCopy, PhotoCopy, StoryCopy
from redaksi.wire.newscodes import DIGITAL_SOURCE_TYPES, digital_source_type_of

from .numbers import IDENTIFIER
from .properties import Properties
from .schema import is_uri
from .words import Line, lines_of, written

_LEAD = ("lead", "main", "mainpic", "mainphoto", "featured", "featuremedia", "hero")
_PICTURES = ("picture", "graphic")
_BEST = ("original", "main", "highres", "baseimage", "full", "web", "preview")
_KIND = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif"}


def take(item: Properties, copy: StoryCopy) -> None:
    """The lead photo, rights for the photos that the text shows, and behind the text what it does not show."""
    shown, named = {photo.file for block in copy.body for photo in _photos(block)}, set(_related(copy))
    rights: dict[str, PhotoCopy] = {}
    behind: list[BlockCopy] = []
    others: list[PhotoCopy] = []
    for association in item.rows("associations"):
        kind = _kind(association)
        if kind in _PICTURES:
            _take_picture(association, kind, copy, shown, rights, others)
        elif _number(association) not in named:
            behind += beside(association, kind)
    copy.body = [*(_with_rights(block, rights) for block in copy.body), *behind, *_at_the_end(others)]


def _take_picture(
    association: Properties,
    kind: str,
    copy: StoryCopy,
    shown: Set[str],
    rights: dict[str, PhotoCopy],
    others: list[PhotoCopy],
) -> None:
    files = {file for row in _objects(association, "renditions") if isinstance(file := row.get("href"), str)}
    lines, is_lead = list(lines_of(association, "descriptions")), _is_lead(association)
    photo = photo_of(association, lines)
    if not is_lead and (found := shown & {photo.file, *files}):
        rights |= dict.fromkeys(found, photo)
    elif (is_lead or kind == "picture") and not copy.lead_photo:
        take_lead(photo, lines, copy)
    elif photo.file:
        others.append(photo)


def take_lead(photo: PhotoCopy, lines: Sequence[Line], copy: StoryCopy) -> None:
    """What the story says of it in words of its own comes with roles of its own."""
    words = {each.role: each.text for each in lines}
    copy.lead_photo = photo
    copy.lead_caption, copy.lead_credit = words.get("lead_caption", ""), words.get("lead_credit", "")


def photo_of(item: Properties, lines: Sequence[Line]) -> PhotoCopy:
    """`lines` are its descriptions; `file` the name under which it was written, or the address of its best rendition."""
    words = {each.role: each.text for each in reversed(lines)}
    credit = _credit(item, words.get("creditline", ""))
    creators = [row.line("name") for row in item.rows("people") if row.line("rel") == "creator"]
    terms = [item.text("usageTerms"), item.text("copyrightNotice")]
    source_type = item.row("digitalSourceType")
    return PhotoCopy(
        file=_file(item),
        credit=credit,
        caption=_caption(item, lines),
        alt=words.get("alt", ""),
        usage_terms=" ".join(dict.fromkeys(filter(None, terms))),
        digital_source_type=_source_type(source_type, item.notes),
        creator=creators[0] if creators else "",
    )


def _credit(item: Properties, credit_line: str) -> str:
    """As it is printed below: who took it, and for whom."""
    by, holder = item.line("by"), credit_line or item.line("copyrightHolder")
    return "/".join(dict.fromkeys(filter(None, [by, holder if holder.casefold() not in by.casefold() else ""])))


def _caption(item: Properties, lines: Sequence[Line]) -> str:
    own = ("alt", "creditline", "lead_caption", "lead_credit")
    headline = next((each.text for each in lines_of(item, "headlines")), "")
    called = next((each.text for each in lines if each.role == "caption"), "")
    return called or next((each.text for each in lines if each.role not in own), "") or headline


def _source_type(row: Properties, notes: list[str]) -> str:
    given = [row.line("uri"), row.line("literal"), row.line("name")]
    if known := digital_source_type_of(*given):
        return known
    if any(given):
        notes.append(_("an unknown kind of picture: %(kind)s") % {"kind": next(filter(None, given))[:100]})
    return "digitalCapture"


def _file(item: Properties) -> str:
    renditions = sorted(item.rows("renditions"), key=_rank)
    names = [(row.line("name"), row.line("title"), row.line("href")) for row in renditions]
    written_as = next((title for name, title, _href in names if name == "file"), "")
    return written_as or next((href for _name, _title, href in names if href), "") or item.line("uri")


def _rank(rendition: Properties) -> tuple[bool, int, int]:
    name, width = str(rendition.left.get("name")).casefold(), rendition.left.get("width")
    known = _BEST.index(name) if name in _BEST else len(_BEST)
    is_picture = str(rendition.left.get("contentType") or "image/").startswith("image/")
    return (not is_picture, -width if isinstance(width, int) else 0, known)


def _kind(association: Properties) -> str:
    """As it says, or as its renditions do."""
    if kind := association.line("type"):
        return kind
    kinds = [str(row.get("contentType")) for row in _objects(association, "renditions")]
    return "picture" if any(kind.startswith("image/") for kind in kinds) else "text"


def _number(association: Properties) -> str:
    """Under which number the text names it, where it does."""
    numbers = [row.get("value") for row in _objects(association, "altIds") if row.get("role") == IDENTIFIER]
    return str(numbers[0]) if numbers else ""


def _objects(of: Properties, name: str) -> list[Mapping[str, Any]]:
    """What is in a list, left there for whoever reads it."""
    rows = of.left.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _is_lead(association: Properties) -> bool:
    names = {association.line("rel").casefold(), association.line("name").casefold()}
    return bool(names & set(_LEAD))


def beside(association: Properties, kind: str) -> Iterator[BlockCopy]:
    words = next((each.text for name in ("headlines", "descriptions") for each in lines_of(association, name)), "")
    if kind in ("video", "audio"):
        url = next((href for row in association.rows("renditions") if (href := row.line("href"))), "")
        association.notes.append(_("kept as a link (%(kind)s): %(url)s") % {"kind": kind, "url": (url or words)[:200]})
        if url:
            yield BlockCopy("embed", {"url": url, "caption": words[:300]})
    elif uri := association.line("uri"):
        association.notes.append(_("it points at another item: %(item)s") % {"item": (words or uri)[:200]})
        yield BlockCopy("related", {"story": uri})


def _related(copy: StoryCopy) -> list[str]:
    return [block.value["story"] for block in copy.body if block.kind == "related"]


def _photos(block: BlockCopy) -> Sequence[PhotoCopy]:
    return [block.value] if block.kind == "photo" else block.value["photos"] if block.kind == "gallery" else []


def _with_rights(block: BlockCopy, rights: Mapping[str, PhotoCopy]) -> BlockCopy:
    """Words in the text stand above those that came with the photo."""
    if block.kind == "photo" and (photo := rights.get(block.value.file)):
        own = block.value
        return replace(block, value=replace(photo, caption=own.caption or photo.caption, alt=own.alt or photo.alt))
    if block.kind == "gallery":
        photos = [_with_rights(BlockCopy("photo", each), rights).value for each in block.value["photos"]]
        return replace(block, value={**block.value, "photos": photos})
    return block


def _at_the_end(photos: list[PhotoCopy]) -> list[BlockCopy]:
    if len(photos) > 1:
        return [BlockCopy("gallery", {"title": "", "photos": photos})]
    return [BlockCopy("photo", photo) for photo in photos]


def associations_of(copy: StoryCopy) -> list[dict[str, Any]]:
    photos = {photo.file: photo for block in copy.body for photo in _photos(block)}
    lead = [_association("lead", copy.lead_photo, _lead_words(copy))] if copy.lead_photo else []
    shown = [_association(f"photo_{number}", photo) for number, photo in enumerate(photos.values(), start=1)]
    return [*lead, *shown, *(_pointer(number, story) for number, story in enumerate(dict.fromkeys(_related(copy)), start=1))]


def _pointer(number: int, story: str) -> dict[str, Any]:
    uri = story if is_uri(story) else f"urn:redaksi:story:{quote(story, safe='/')}"
    numbers = [{"role": IDENTIFIER, "value": story}]
    return {"name": f"related_{number}", "rel": "related", "uri": uri, "type": "text", "altIds": numbers}


def _lead_words(copy: StoryCopy) -> list[tuple[str, str]]:
    return [("lead_caption", copy.lead_caption), ("lead_credit", copy.lead_credit)]


def _association(name: str, photo: PhotoCopy, more: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    association = {
        "name": name,
        "rel": name.partition("_")[0],
        "uri": photo.file if is_uri(photo.file) else f"urn:redaksi:photo:{quote(photo.file, safe='/')}",
        "type": "picture",
        "by": photo.credit,
        "people": [{"name": photo.creator, "rel": "creator"}] if photo.creator else [],
        "descriptions": written([("caption", photo.caption), ("alt", photo.alt), *more]),
        "usageTerms": photo.usage_terms,
        "digitalSourceType": {
            "uri": f"{DIGITAL_SOURCE_TYPES}{quote(photo.digital_source_type)}",
            "literal": photo.digital_source_type,
        },
        "renditions": [_rendition(photo.file)],
    }
    return {key: value for key, value in association.items() if value}


def _rendition(file: str) -> dict[str, str]:
    kind = _KIND.get(file.rpartition(".")[2].casefold(), "")
    address = {"href": file} if is_uri(file) else {}
    return {"name": "file", "title": file, **address, **({"contentType": kind} if kind else {})}
