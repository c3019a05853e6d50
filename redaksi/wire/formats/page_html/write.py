"""A story as one HTML page that needs nothing else: what a person reads, with the data that machines read."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from redaksi.stories.copy import PhotoCopy, StoryCopy
from redaksi.wire.markup import html_of

CARRIED = (
    *("headline", "kicker", "dek", "section", "dateline", "body", "lead_photo", "bylines", "topics", "genre", "language"),
    *("published_at", "updated_at", "identifier"),
)
"""What of a story this format says. Of its body all but related stories, which have no address yet."""
TYPES = {
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "background": "BackgroundNewsArticle",
    "review": "ReviewNewsArticle",
    "paid": "AdvertiserContentArticle",
}
BODY = "redaksi-body"
"""The name by which the reader knows a page of ours: there is nothing to search for in it."""
PERSONS = {"editor": "editor", "reporter": "author"}
_STYLE = (
    "body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.125rem/1.6 serif}img{max-width:100%}"
    "table{border-collapse:collapse}td,th{border:1px solid;padding:.25rem}"
)


def write(copy: StoryCopy) -> str:
    return "\n".join(_lines(copy)) + "\n"


def _lines(copy: StoryCopy) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{escape(copy.language)}">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{escape(copy.headline)}</title>\n<style>{_STYLE}</style>"
    yield f'<script type="application/ld+json">{_script(statements_on(copy))}</script>'
    yield "</head>\n<body>\n<article>"
    if copy.kicker:
        yield f"<p>{escape(copy.kicker)}</p>"
    yield f"<h1>{escape(copy.headline)}</h1>"
    yield from _below_headline(copy)
    yield f'<div itemprop="articleBody" data-from="{BODY}">\n{html_of(copy.body)}\n</div>'
    yield "</article>\n</body>\n</html>"


def _below_headline(copy: StoryCopy) -> Iterator[str]:
    if copy.dek:
        yield f"<p><strong>{escape(copy.dek)}</strong></p>"
    names = ", ".join(line.name for line in copy.bylines)
    day = (
        f'<time datetime="{copy.published_at.isoformat()}">{copy.published_at:%Y-%m-%d %H:%M}</time>'
        if copy.published_at
        else ""
    )
    yield f"<p>{' · '.join(filter(None, [escape(names), day, escape(copy.dateline)]))}</p>"
    if copy.lead_photo:
        photo = copy.lead_photo
        words = " ".join(filter(None, [photo.caption, f"({photo.credit})" if photo.credit else ""]))
        image = f'<img src="{escape(photo.file)}" alt="{escape(photo.alt)}">'
        yield f"<figure>{image}<figcaption>{escape(words)}</figcaption></figure>"


def _script(statements: dict[str, Any]) -> str:
    """JSON in which nothing can end the script."""
    return json.dumps(statements, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def statements_on(copy: StoryCopy) -> dict[str, Any]:
    """The story in schema.org's words; empty ones left out."""
    given = {
        "headline": copy.headline,
        "alternativeHeadline": copy.kicker,
        "description": copy.dek,
        "articleSection": copy.section,
        "dateline": copy.dateline,
        "inLanguage": copy.language,
        "identifier": copy.identifier,
        "datePublished": copy.published_at.isoformat() if copy.published_at else "",
        "dateModified": copy.updated_at.isoformat() if copy.updated_at else "",
        "image": _image(copy.lead_photo) if copy.lead_photo else None,
        "contributor": [
            {"@type": "Role", "roleName": line.role, "name": line.name, "affiliation": line.desk} for line in copy.bylines
        ],
        "author": [{"@type": "Person", "name": line.name} for line in copy.bylines if line.role == "reporter"],
        "about": [{"@type": "Thing", "name": topic.name, "additionalType": topic.kind} for topic in copy.topics],
    }
    article = {"@context": "https://schema.org", "@type": TYPES.get(copy.genre, "NewsArticle"), "genre": copy.genre}
    return article | {name: value for name, value in given.items() if value}


def _image(photo: PhotoCopy) -> dict[str, str]:
    given = {
        "url": photo.file,
        "caption": photo.caption,
        "creditText": photo.credit,
        "description": photo.alt,
        "usageInfo": photo.usage_terms,
        "digitalSourceType": photo.digital_source_type,
        "creator": photo.creator,
    }
    return {"@type": "ImageObject"} | {name: text for name, text in given.items() if text}
