"""The text of a post, from whichever editor wrote it last."""

import json
from typing import Any

from django.utils.translation import gettext as _

from redaksi.stories.copy import BlockCopy
from redaksi.wire.markup import blocks_of

from . import cards, lexical, mobiledoc
from .cards import Told
from .tables import Row

PLACEHOLDER = "__GHOST_URL__"
EDITORS = (("lexical", lexical.html_of), ("mobiledoc", mobiledoc.html_of))


def blocks_in(post: Row, site: str, told: Told) -> list[BlockCopy]:
    """`site` is where the paper stood; empty: addresses of its own begin with a slash."""
    marked = blocks_of(_html(post, told).replace(PLACEHOLDER, site), site)
    told.unplaced += marked.unplaced
    return marked.blocks


def _html(post: Row, told: Told) -> str:
    for name, html_of in EDITORS:
        if name in post and (html := html_of(_document(post.raw(name), name, told), told)):
            return html
    if "html" in post:
        return post.text("html")
    if "markdown" in post:
        return cards.markdown(post.text("markdown"))
    return "".join(f"<p>{cards.prose.escaped(line)}</p>" for line in post.text("plaintext").split("\n") if line.strip())


def _document(value: Any, name: str, told: Told) -> Any:
    """Ghost keeps it as text; some that write its exports do not."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        reason = str(error)[:100]
        told.unplaced.append(_("its text as %(editor)s cannot be read: %(error)s") % {"editor": name, "error": reason})
        return None
