"""A story in a list, printed from Python: a front page has forty, and this takes a tenth of a template's time."""

from typing import Any

from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from redaksi.front import pictures, times
from redaksi.front.front_page import Composition
from redaksi.stories.cards import Card
from redaksi.stories.models import Story

NEWS = "report"


def story_card(
    story: Story | Card,
    form: str = "row",
    level: int = 3,
    sizes: str = "",
    why: str = "",
    headline: str = "",
    passage: str = "",
    has_teaser: bool = False,
    is_first: bool = False,
    no_section: bool = False,
    byline: bool = False,
) -> SafeString:
    """`form`: lead, head, second, opinion, line or row; `level`: of its heading; `sizes`: of its photo, no photo where not
    given; `why`: in place of the kicker; `headline`, `passage`: with words marked, in place of the story's own."""
    language = "" if story.language == get_language() else format_html(' lang="{}"', story.language)
    photo = pictures.img(story.lead_photo, sizes, is_first=is_first) if sizes and story.lead_photo else None
    parts = [
        f'<article class="story-card story-card--{form}"{language}>',
        "" if photo is None else f'<div class="story-card__photo">{photo}</div>',
        '<div class="story-card__words">',
        f'<p class="kicker">{genre(story)}{conditional_escape(why or _kicker(story, no_section))}</p>',
        f'<h{level} class="story-card__headline"><a href="{conditional_escape(story.get_absolute_url())}">'
        f"{conditional_escape(headline or story.headline)}</a></h{level}>",
        _told(story, passage, has_teaser),
        f'<p class="story-card__byline">{_authors(story)}</p>' if byline else "",
        f'<p class="story-card__time">{moment(story)}</p>',
        "</div>",
        "</article>",
        "",
    ]
    return mark_safe("\n".join(parts))  # noqa: S308 - every word above is escaped


def placed_card(story: Card, first: Composition, is_first: bool = False, **shown: Any) -> SafeString:
    """The same, in a place of the first page `first`. Where two stories are on trial there, both, of which one is shown.

    Neither of them is fetched before the other: or it would be the picture's coming that is tried.
    """
    other = first.others.get(story.pk)
    if other is None or first.tried is None:
        return story_card(story, is_first=is_first, **shown)
    mark = " data-tried" if story.pk == first.tried.story else ""
    return mark_safe(f'<div class="tried"{mark}>{story_card(story, **shown)}{story_card(other, **shown)}</div>')  # noqa: S308


def genre(story: Story | Card) -> SafeString | str:
    """News needs no label; everything that is not news says what it is."""
    if not story.genre or story.genre == NEWS:
        return ""
    return format_html('<span class="genre genre--{}">{}</span> ', story.genre, story.get_genre_display())


def moment(story: Story | Card) -> SafeString:
    """When it was first published, in short."""
    at, is_day_only = story.published_at or timezone.now(), story.is_published_at_approximate
    return format_html('<time datetime="{}">{}</time>', times.for_machines(at, is_day_only), times.in_short(at, is_day_only))


def _kicker(story: Story | Card, no_section: bool) -> str:
    if story.kicker and story.kicker != story.get_genre_display():
        return story.kicker
    return "" if no_section or story.section is None else story.section.title


def _told(story: Story | Card, passage: str, has_teaser: bool) -> str:
    if passage:
        return f'<p class="story-card__passage">{conditional_escape(passage)}</p>'
    return f'<p class="story-card__teaser">{conditional_escape(story.summary)}</p>' if has_teaser and story.summary else ""


def _authors(story: Story | Card) -> str:
    return ", ".join(conditional_escape(author.name) for author in story.authors)
