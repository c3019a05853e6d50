"""What readers see of a version, in the form Wagtail keeps it (`Revision.content`)."""

import hashlib
import json
import re
from typing import Any

OF_THE_STORY = frozenset(
    (
        *("pk", "path", "depth", "numchild", "translation_key", "locale", "content_type", "alias_of", "owner", "url_path"),
        *("live", "has_unpublished_changes", "expired", "locked", "locked_at", "locked_by", "draft_title", "expire_at"),
        *("first_published_at", "last_published_at", "latest_revision", "latest_revision_created_at", "live_revision"),
        *("wagtail_admin_comments", "show_in_menus", "index_entries", "uid", "number", "address", "section"),
        *("published_at", "is_published_at_approximate", "is_public", "word_count", "page_ptr"),
    )
)
"""Of a version's content, what belongs to the story as a whole, whoever writes."""
UNSEEN = OF_THE_STORY | frozenset(
    (
        *("go_live_at", "slugline", "urgency", "ed_note", "needs_chief", "protects_identity", "protected_words"),
        *("paid_until", "may_harm", "other_side"),
    )
)
"""What no reader ever sees, and what a reading of it does not depend on."""
OF_ROWS = frozenset(["pk", "story", "sort_order"])  # their order is the list's own
OF_BLOCKS = frozenset(["id"])
BLOCK_KEYS = re.compile(r' data-block-key="[^"]*"')


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, of all that readers would see of a version (`Revision.content`). The order of parts counts."""
    seen = {name: _seen(name, value) for name, value in content.items() if name not in UNSEEN}
    return hashlib.sha256(json.dumps(seen, sort_keys=True, default=str).encode()).hexdigest()


def _seen(name: str, value: Any) -> Any:
    if name != "body":
        return without_marks(value, OF_ROWS)
    return without_marks(json.loads(value) if isinstance(value, str) else value)


def without_marks(value: Any, marks: frozenset[str] = OF_BLOCKS) -> Any:
    """Keys that tell blocks and rows apart are no part of the text."""
    match value:
        case dict():
            return {key: without_marks(part, marks) for key, part in value.items() if key not in marks}
        case list():
            return [without_marks(part, marks) for part in value]
        case str():
            return BLOCK_KEYS.sub("", value)
    return value
