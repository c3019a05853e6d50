"""Markup from outside, made harmless: what a paragraph may hold, and nothing else."""

import html as entities

import nh3

TAGS = {"p", "b", "strong", "i", "em", "a", "br", "h3", "ol", "ul", "li", "sup", "sub"}
# linktype and id are how Wagtail writes a link to one of our own pages.
ATTRIBUTES = {
    "a": {"href", "linktype", "id"},
    "p": {"data-block-key"},
    "h3": {"data-block-key"},
    "li": {"data-block-key"},
}
SCHEMES = {"http", "https", "mailto", "tel"}


def rich_text(html: str) -> str:
    """The same text with only the markup of a paragraph left; scripts and styles go with what is in them."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags={"script", "style"},
        link_rel=None,
    )


def plain(html: str) -> str:
    """The text without any markup, entities resolved."""
    return entities.unescape(nh3.clean(html, tags=set(), clean_content_tags={"script", "style"}))
