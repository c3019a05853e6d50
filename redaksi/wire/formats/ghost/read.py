"""From an export to items, and to what they share."""

from collections.abc import Container, Iterator

from django.utils.translation import gettext as _

from redaksi.stories.copy import ContributorCopy, EditionCopy, ListAddress, SectionCopy, TopicCopy
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import OpenedFile
from redaksi.wire.refusal import Refusal

from .story import Ghost, Surroundings, is_internal, is_page, name_of
from .tables import Row, Tables


def read(opened: OpenedFile, house: House) -> Iterator[Item | EditionCopy | Refusal]:
    """Raises `Unreadable` where it is no export. `opened.site_url` is where the paper stood, where a person said so."""
    tables = Tables.of(opened)
    opened.extent.items = tables.count("posts")
    tags, users, meta = tables.by_id("tags"), tables.by_id("users"), tables.by_id("posts_meta", "post_id")
    tags_of, authors_of = tables.linked("posts_tags", "tag_id", tags), tables.linked("posts_authors", "author_id", users)
    yield _paper(tables, tags_of)
    ghost = Ghost(opened, tables, getattr(opened, "site_url", ""))
    for post in tables["posts"]:
        authors = authors_of.get(post.id()) or [users[key] for key in [post.id("author_id")] if key in users]
        around = Surroundings(tags_of.get(post.id(), []), authors, meta.get(post.id(), Row(None)))
        yield _read(ghost, post, around, opened.name)


def _read(ghost: Ghost, post: Row, around: Surroundings, file: str) -> Item | Refusal:
    try:
        return ghost.item(post, around)
    except Unreadable as unreadable:
        return Refusal(name_of(post, file), str(unreadable))
    except RecursionError:
        return Refusal(name_of(post, file), _("markup nested too deeply to be read"))


def _paper(tables: Tables, tags_of: dict[str, list[Row]]) -> EditionCopy:
    """Sections are the tags that stand first on a story; people and topics come with what is known of them."""
    settings = tables.settings
    stories = [post for post in tables["posts"] if not is_page(post)]
    primary = [tags[0] for post in stories if (tags := tags_of.get(post.id())) and not is_internal(tags[0])]
    sections = {tag.line("name"): tag.line("description") for tag in primary if tag.line("name")}
    topics = {tag.line("name"): tag.text("description") for tag in tables["tags"] if tag.line("name") and not is_internal(tag)}
    people = {user.line("name"): user.text("bio") for user in tables["users"] if user.line("name")}
    return EditionCopy(
        name=settings.get("title", ""),
        tagline=settings.get("description", ""),
        sections=[SectionCopy(name, text) for name, text in sections.items()],
        contributors=[ContributorCopy(name, bio=bio) for name, bio in people.items() if bio],
        topics=[TopicCopy(name, description=text) for name, text in topics.items() if text and name not in sections],
        lists=list(_lists(tables, sections)),
    )


def _lists(tables: Tables, sections: Container[str]) -> Iterator[ListAddress]:
    for tag in tables["tags"]:
        if (slug := tag.line("slug")) and (name := tag.line("name")) and not is_internal(tag):
            yield ListAddress(f"/tag/{slug}/", "section" if name in sections else "topic", name)
    for user in tables["users"]:
        if (slug := user.line("slug")) and (name := user.line("name")):
            yield ListAddress(f"/author/{slug}/", "contributor", name)
