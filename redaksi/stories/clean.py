"""Markup from outside, made harmless: what a paragraph may hold, and nothing else."""

import html as entities
import re

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
# Most paragraphs of an archive are nothing but words: the parser would give them back as they are.
_ONLY_WORDS = re.compile(r"(?:<p>[^<>&\x00\r\xa0]*</p>\n?)+")
_HARD = re.compile(r"[<\x00\r]")
_BARE_TAG = re.compile(r"</?(?:p|b|i|em|strong|br|li|ul|ol|h3|sup|sub)>")


def rich_text(html: str) -> str:
    """The same text with only the markup of a paragraph left; scripts and styles go with what is in them."""
    if is_only_words(html):
        return html
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags={"script", "style"},
        link_rel=None,
    )


def is_only_words(html: str) -> bool:
    """Paragraphs with no markup, entity or control within: the most of an archive."""
    return _ONLY_WORDS.fullmatch(html) is not None


def plain(html: str) -> str:
    """The text without any markup, entities resolved."""
    bare = _BARE_TAG.sub("", html)
    if not _HARD.search(bare):
        return entities.unescape(bare)
    return entities.unescape(nh3.clean(html, tags=set(), clean_content_tags={"script", "style"}))
