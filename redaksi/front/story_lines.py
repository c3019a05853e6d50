"""The small lines around a story's text, printed from Python as its cards are: who, when, what about, and the way on."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from redaksi.front import pictures, sharing, times
from redaksi.front.addresses import absolute, of_page
from redaksi.front.story_card import genre, story_card
from redaksi.stories.models import Genre, Photo, Story

OF_MACHINES = {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"}
HEAD_SIZES = "(min-width: 75rem) 50rem, (min-width: 60rem) 62vw, 100vw"
CARD_SIZES = "(min-width: 60rem) 17rem, 45vw"


def story_kicker(story: Story) -> SafeString:
    section = story.section
    place = "" if section is None else f'<a href="{of_page(section)}">{conditional_escape(section.title)}</a>'
    own = story.kicker if story.kicker != story.get_genre_display() else ""
    told = f'<span class="kicker__own">{conditional_escape(own)}</span>' if own else ""
    return mark_safe(f'<p class="kicker">{genre(story)}{place}{told}</p>')  # noqa: S308 - every word is escaped


def byline(story: Story) -> SafeString:
    """Who wrote it, each leading to their page."""
    named = [
        format_html('<a rel="author" href="{}">{}</a>', author.get_absolute_url(), author.name) for author in story.authors
    ]
    if not named:
        return SafeString()
    *others, last = named
    joined = f"{', '.join(others)} {conditional_escape(_('and'))} {last}" if others else last
    by = conditional_escape(pgettext("before authors' names", "By"))
    return mark_safe(f'<p class="byline">{by} {joined}</p>')  # noqa: S308 - every word is escaped


def story_times(story: Story) -> SafeString:
    """When it was first published and last changed, and how long it takes to read."""
    at, is_day_only = story.published_at, story.is_published_at_approximate
    if at is None:
        return SafeString()
    first = times.day_in_full(at) if is_day_only else times.in_full(at)
    updated = ""
    if story.is_updated:
        moment, told = times.for_machines(story.updated_at), times.after(story.updated_at, at)
        updated = f'<span class="times__updated">{_("Updated")} <time datetime="{moment}">{told}</time></span>'
    minutes = story.reading_minutes
    reading = ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", minutes) % {"minutes": minutes}
    return mark_safe(  # noqa: S308 - words and figures of our own
        f'<p class="times"><span class="times__first"><span class="unseen">{_("First published")}</span> '
        f'<time datetime="{times.for_machines(at, is_day_only)}">{first}</time></span>\n{updated}\n'
        f'<span class="times__reading">{reading}</span></p>'
    )


def lead_photo(story: Story) -> SafeString:
    """With caption and credit; a credit whose picture never came says so."""
    photo = story.lead_photo
    if photo:
        picture = pictures.img(photo, HEAD_SIZES, pictures.shape_of(photo), is_first=True)
        below = caption(story.lead_caption or photo.caption, photo)
        return format_html('<figure class="figure figure--lead">\n{}\n{}\n</figure>', picture, below)
    if story.lead_credit:
        told = _("Photo: %(credit)s (the picture did not come with the story)") % {"credit": story.lead_credit}
        return format_html('<p class="lost-photo">{}</p>', told)
    return SafeString()


def caption(text: str, photo: Photo) -> SafeString:
    if not (text or photo.credit):
        return SafeString()
    return format_html('<figcaption class="caption">{}{}{}</figcaption>', text, _credit(photo), _origin(photo))


def _credit(photo: Photo) -> SafeString:
    if not photo.credit:
        return SafeString()
    told = _("Drawing: %(credit)s") if pictures.is_drawn(photo) else _("Photo: %(credit)s")
    terms = f" · {photo.usage_terms}" if photo.usage_terms else ""
    return format_html(' <span class="caption__credit">{}{}</span>', told % {"credit": photo.credit}, terms)


def _origin(photo: Photo) -> SafeString:
    if photo.digital_source_type not in OF_MACHINES:
        return SafeString()
    return format_html(' <strong class="caption__origin">{}</strong>', photo.get_digital_source_type_display())


def sources(story: Story) -> SafeString:
    """What it leans on."""
    items = [_source(story, used) for used in story.story_sources.all()]
    return _listed("sources", "sumber", _("Sources"), items) if items else SafeString()


def _source(story: Story, used: Any) -> str:
    name = conditional_escape(used.source.name)
    if used.link:
        rel = "sponsored external noopener" if story.genre == Genre.PAID else "external noopener"
        name = format_html('<a href="{}" rel="{}">{}</a>', used.link, rel, name)
    return f"<li>{name}: {conditional_escape(used.note)}</li>" if used.note else f"<li>{name}</li>"


def topics(story: Story) -> SafeString:
    link = '<li><a class="topics__link" rel="tag" href="{}">{}</a></li>'
    items = [format_html(link, topic.get_absolute_url(), topic.name) for topic in story.topics]
    if line := story.storyline:
        running = '<li><a class="topics__link topics__link--storyline" href="{}">{}</a></li>'
        items.insert(0, format_html(running, line.get_absolute_url(), line.name))
    return _listed("topics", "topik", _("Topics"), items) if items else SafeString()


def _listed(name: str, anchor: str, title: str, items: Iterable[str]) -> SafeString:
    return mark_safe(  # noqa: S308 - the items are escaped
        f'<section class="{name}" aria-labelledby="{anchor}"><h2 class="{name}__title" id="{anchor}">{title}</h2>\n'
        f'<ul class="{name}__list">{"".join(items)}</ul></section>'
    )


def share(story: Story) -> SafeString:
    """The first two buttons appear where the browser can do what they promise."""
    link = '<li><a class="share__link" href="{}" rel="nofollow noopener">{}</a></li>\n'
    links = sharing.links_for(story.headline, absolute(story.get_absolute_url() or "/"))
    copied = f'<span class="unseen" role="status" data-says="{_("Copied")}"></span>'
    items = [
        f'\n<li hidden data-share><button class="share__link" type="button">{_("Share …")}</button></li>',
        f'\n<li hidden data-copy><button class="share__link" type="button">{_("Copy link")}</button>{copied}</li>\n',
        format_html_join("", link, ((each.url, each.name) for each in links)),
    ]
    return _listed("share", "bagikan", _("Share"), items)


def report(story: Story) -> SafeString:
    """The way to complain about it, and to answer it."""
    if not story.number:
        return SafeString()
    link = f'<a class="report__link" href="{{}}?berita={story.number}" rel="nofollow">{{}}</a>'
    ways = (("complaint", _("Report this story")), ("reply", _("Right of reply")))
    return mark_safe(  # noqa: S308 - words and figures of our own
        f'<p class="report">{"".join(link.format(reverse(name), told) for name, told in ways)}</p>'
    )


def onward_list(offers: Iterable[Any], title: str, anchor: str, form: str) -> SafeString:
    """`offers`: each with a story and why; those to spare are hidden until one before them was read already."""
    items = "".join(
        f"<li{' hidden' if getattr(offer, 'is_spare', False) else ''}>"
        f"{story_card(offer.story, why=offer.why, form='second', sizes=CARD_SIZES)}</li>"
        for offer in offers
    )
    below = f'<ul class="onward__list">{items}</ul>' if items else f'<p class="empty">{_("Nothing here yet.")}</p>'
    return mark_safe(  # noqa: S308 - words of our own and cards
        f'<section class="onward onward--{form}" aria-labelledby="{anchor}">\n'
        f'<h2 class="block-heading" id="{anchor}">{title}</h2>\n{below}\n</section>'
    )
