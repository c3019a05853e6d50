"""Which entries of an export are stories, and why the others are none."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from .elements import Entry

STORIES = frozenset({"post", "news", "berita", "article", "artikel", "story", "opini", "opinion", "foto", "video"})
_MACHINERY = """
revision nav_menu_item custom_css customize_changeset oembed_cache user_request wp_template wp_template_part wp_global_styles
wp_navigation wp_font_family wp_font_face acf-field acf-field-group wpcf7_contact_form elementor_library
"""
MACHINERY = frozenset(_MACHINERY.split())
# Of these an export may have as many as stories: they are told by their number.
COUNTED: dict[str, Callable[[], str]] = {
    "attachment": lambda: _("a picture or file: it comes in with the stories that show it"),
    "guest-author": lambda: _("a guest author: the name comes in with their stories"),
    "wp_block": lambda: _("a reusable block: it comes in with the stories that show it"),
    **dict.fromkeys(MACHINERY, lambda: _("WordPress's own machinery: menus, revisions, styles")),
}


def kind_of(entry: Entry) -> str:
    return entry.text("wp:post_type") or "post"


def refusal_of(entry: Entry) -> str:
    """Why an entry that is not counted among `COUNTED` does not come in; empty where it does."""
    kind, status = kind_of(entry), entry.text("wp:status")
    if kind == "page":
        return _("a page, not a story: pages of the paper are written anew at the desk")
    if kind not in STORIES:
        return _("of the type “%(kind)s”, which is no story") % {"kind": kind[:60]}
    if status == "trash":
        return _("in the trash")
    if status in ("auto-draft", "inherit"):
        return _("an empty draft that WordPress made by itself")
    if not (entry.text("title") or entry.text("content:encoded") or entry.text("excerpt:encoded")):
        return _("neither headline nor text")
    return ""
