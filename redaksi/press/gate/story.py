"""The same rules asked of a story before it goes out: what an editor can still mend."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from redaksi.press.gate import articles
from redaksi.press.gate.finding import Finding
from redaksi.press.gate.links import broken_links
from redaksi.press.plain_text import sayable
from redaksi.stories.models import Genre, Paper, Story

LONGEST_HEADLINE = 110  # characters; search engines cut what is longer


def findings(story: Story) -> list[Finding]:
    """What machines would take amiss, by the field it stands in; empty when all is well. At most six queries."""
    paper = Paper.load()
    return [
        *(Finding("title", "news", message) for message in _of_headline(story, paper)),
        *(Finding("dek", "json-ld", message) for message in _of_summary(story)),
        *(Finding("bylines", "json-ld", message) for message in _of_authors(story, paper)),
        *(Finding("lead_photo", "discover", message) for message in _of_photo(story)),
        *(Finding("body", "links", message) for message in broken_links(story)),
    ]


def _of_headline(story: Story, paper: Paper) -> Iterator[str]:
    if len(story.headline) > LONGEST_HEADLINE:
        yield _("The headline has %(count)s characters; search engines show about 110.") % {"count": len(story.headline)}
    if paper.name and story.genre == Genre.REPORT and _ends_or_begins(story.headline, paper.name):
        yield _("The headline names the paper; Google News wants the headline alone.")
    if sayable(story.headline) != story.headline:
        yield _("The headline holds characters that cannot be seen; write it anew.")


def _ends_or_begins(headline: str, name: str) -> bool:
    """“… | Harian Uji”, “Harian Uji: …”; a story about the paper may well name it."""
    text, name = headline.casefold().strip(), name.casefold()
    return text.endswith((f"| {name}", f"- {name}", f"– {name}")) or text.startswith((f"{name}:", f"{name} -", f"{name} |"))


def _of_summary(story: Story) -> Iterator[str]:
    if not (story.dek or story.search_description or story.teaser):
        yield _("No line below the headline: search engines and feeds have no summary.")


def _of_authors(story: Story, paper: Paper) -> Iterator[str]:
    authors = story.authors
    if not authors:
        yield _("Nobody signs this story: machines are told that the paper itself wrote it.")
    for author in authors:
        if author.name.casefold() != paper.name.casefold():  # a leader that the whole paper signs
            yield from articles.of_name(author.name, paper.name)


def _of_photo(story: Story) -> Iterator[str]:
    photo = story.lead_photo
    if photo is None:
        yield _("No lead photo: Discover and link previews show the story without one.")
    elif photo.width and photo.height:
        yield from articles.of_size(photo.width, photo.height)
