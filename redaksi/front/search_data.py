"""What a search found, for programs; `docs/administrators.md` tells of every field."""

from __future__ import annotations

from typing import Any

from redaksi.archive.search import Finding
from redaksi.front import times
from redaksi.front.addresses import absolute
from redaksi.front.search_page import SearchPage
from redaksi.stories import cards


def data_of(page: SearchPage) -> dict[str, Any]:
    """One query more than the page has."""
    found, counted = page.found, page.found.counted
    cards.sign(found.stories)
    return {
        "question": found.question,
        "meant": found.meant if found.is_meant and found.total else "",
        "unknown": list(found.unknown),
        "total": found.total,
        "page": page.number,
        "next": absolute(page.asked.address("search_data", hal=page.leaf.after)) if page.leaf.after else "",
        "results": [_result(finding) for finding in found.findings],
        "counts": {
            "sections": [{"name": each.title, "slug": each.slug, "count": count} for each, count in counted.sections],
            "years": [{"year": year, "count": count} for year, count in counted.years],
            "authors": [{"name": each.name, "slug": each.slug, "count": count} for each, count in counted.contributors],
        },
    }


def _result(finding: Finding) -> dict[str, Any]:
    story = finding.story
    return {
        "url": absolute(story.get_absolute_url()),
        "headline": story.headline,
        "dek": finding.dek,
        "section": story.section.title if story.section else "",
        "published_at": times.for_machines(story.published_at, story.is_published_at_approximate),
        "authors": [author.name for author in story.authors],
        "passage": finding.passage,
    }
