"""What templates ask for. Each tag calls one function of this room or of one below."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Model
from django.template.context import Context
from django.utils.safestring import SafeString

from redaksi.front import (
    addresses,
    changes,
    frame,
    front_page,
    notes,
    onward,
    pictures,
    popular,
    prose,
    story_body,
    story_card,
    story_head,
    story_lines,
    times,
)
from redaksi.front import replies as printed_replies
from redaksi.front.pages import Leaf, leaf_of
from redaksi.press import keys, shown, structured_data
from redaksi.press.feeds import discovery
from redaksi.stories.cards import Card
from redaksi.stories.models import FrontPage, Paper, Section, Story

register = template.Library()

register.filter("in_full", times.in_full)
register.filter("day_in_full", times.day_in_full)
register.filter("after", times.after)
register.filter("in_short", times.in_short)
register.filter("for_machines", times.for_machines)
register.filter("page_address", addresses.of_page)
register.filter("absolute", addresses.absolute)
register.filter("host", addresses.host)
register.filter("is_drawn", pictures.is_drawn)
register.filter("picture_shape", pictures.shape_of)
register.filter("genre", story_card.genre)
register.filter("ledger_label", notes.label)
register.filter("changes_told", changes.told)
register.filter("moment", story_card.moment)
register.simple_tag(pictures.img, name="picture")
register.simple_tag(story_card.story_card)
register.simple_tag(story_card.placed_card)
register.simple_tag(printed_replies.around, name="replies")
register.simple_tag(story_head.story_head)
for line in (
    *(story_lines.story_kicker, story_lines.byline, story_lines.story_times, story_lines.lead_photo, story_lines.caption),
    *(story_lines.sources, story_lines.topics, story_lines.share, story_lines.report, story_lines.onward_list),
):
    register.simple_tag(line)


@register.simple_tag(takes_context=True, name="frame")
def frame_tag(context: Context) -> frame.Frame:
    return frame.around(context.get("request"))


@register.simple_tag(takes_context=True)
def part_of_frame(context: Context, template: str, page: Any = None, is_first_page: bool = False) -> SafeString:
    return frame.around(context.get("request")).printed(template, page, is_first_page)


@register.simple_tag(takes_context=True)
def first_page(context: Context, page: FrontPage) -> front_page.Composition:
    shown.note(keys.FRONT, keys.NEWEST)
    return front_page.composed(page, frame.around(context.get("request")).sections)


@register.simple_tag(takes_context=True)
def section_leaf(context: Context, section: Section) -> Leaf:
    shown.note(keys.list_of("section", section.pk))
    stories = Story.objects.published().filter(section=section.pk).newest_first()
    return leaf_of(stories, context.get("request"))


@register.inclusion_tag("front/components/feed_links.html")
def feed_links(paper: Paper, thing: Model | None = None) -> dict[str, Any]:
    return {"links": discovery.links_for(paper, thing)}


@register.simple_tag
def read_next(story: Story) -> onward.Onward:
    return onward.from_story(story)


@register.simple_tag
def most_read(section: Section | None = None) -> list[Card]:
    return popular.today(section)


@register.simple_tag
def story_notes(story: Story) -> notes.Notes:
    return notes.of_story(story)


@register.simple_tag
def paper_data(around: frame.Frame) -> SafeString:
    return structured_data.in_html(structured_data.of_paper(around.paper, around.policies))


@register.simple_tag(takes_context=True)
def printed(context: Context, text: Any, dateline: str = "") -> SafeString:
    story = context.get("page")
    return story_body.paragraphs(text, story, dateline)


@register.simple_tag(takes_context=True)
def printed_inline(context: Context, text: Any) -> SafeString:
    story = context.get("page")
    return prose.printed(text, getattr(story, "published_at", None), is_paid=story_body.is_paid(story))


@register.simple_tag(takes_context=True)
def body(context: Context, value: Any) -> SafeString:
    return story_body.printed(value, context.get("page"))


@register.simple_tag(takes_context=True)
def pages_address(context: Context, number: int) -> str:
    """This list's address at that page, whatever else was asked for kept."""
    request = context.get("request")
    if request is None:
        return ""
    asked = {name: value for name, value in request.GET.items() if value and name != "hal"}
    if number > 1:
        asked["hal"] = str(number)
    return f"{request.path}?{urlencode(asked)}" if asked else request.path
