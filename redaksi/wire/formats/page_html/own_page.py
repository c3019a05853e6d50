"""A page that `write` made: it says exactly what is what, and nothing has to be searched for."""

from datetime import datetime
from typing import Any

from lxml.html import HtmlElement, tostring

from redaksi.stories.copy import BylineCopy, PhotoCopy, StoryCopy, TopicCopy
from redaksi.wire import markup
from redaksi.wire.legible import line

from .json_ld import Statements
from .write import BODY

TEXTS = {
    "headline": "headline",
    "kicker": "alternativeHeadline",
    "dek": "description",
    "section": "articleSection",
    "dateline": "dateline",
    "language": "inLanguage",
    "identifier": "identifier",
    "genre": "genre",
}
PHOTO = {
    "file": "url",
    "caption": "caption",
    "credit": "creditText",
    "alt": "description",
    "usage_terms": "usageInfo",
    "digital_source_type": "digitalSourceType",
    "creator": "creator",
}


def body_of(tree: HtmlElement) -> HtmlElement | None:
    """None where the page is not one of ours."""
    return next(iter(tree.xpath("//div[@data-from=$name]", name=BODY)), None)


def copy_of(article: Statements, body: HtmlElement) -> tuple[StoryCopy, list[str]]:
    """The copy, and what of the body could not be placed."""
    copy = StoryCopy("")
    for name, statement in TEXTS.items():
        setattr(copy, name, _text(article, statement) or getattr(copy, name))
    copy.published_at, copy.updated_at = _time(article, "datePublished"), _time(article, "dateModified")
    copy.bylines = [
        BylineCopy(_text(each, "name"), _text(each, "roleName") or "reporter", _text(each, "affiliation"))
        for each in _objects(article.get("contributor"))
    ]
    copy.topics = [
        TopicCopy(_text(each, "name"), _text(each, "additionalType") or "subject") for each in _objects(article.get("about"))
    ]
    image = next(iter(_objects([article.get("image")])), None)
    copy.lead_photo = _photo(image) if image else None
    marked = markup.blocks_of("".join([body.text or "", *(tostring(each, encoding="unicode") for each in body)]))
    copy.body = marked.blocks
    return copy, marked.unplaced


def _photo(image: Statements) -> PhotoCopy:
    given: dict[str, Any] = {name: _text(image, statement) for name, statement in PHOTO.items()}
    return PhotoCopy(**given)


def _text(statements: Statements, name: str) -> str:
    value = statements.get(name)
    return line(value) if isinstance(value, str) else ""


def _time(statements: Statements, name: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(_text(statements, name))
    except ValueError:
        return None
    return at if at.tzinfo else None


def _objects(value: Any) -> list[Statements]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
