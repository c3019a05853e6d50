"""What the rooms tell the readers' face."""

from typing import Any

from redaksi.archive.signals import lists_renewed, quotes_renewed
from redaksi.audience.signals import most_read_changed, trials_changed
from redaksi.press import keys
from redaksi.press.purging import purge_after_commit


def connect() -> None:
    lists_renewed.connect(make_pages_anew)
    quotes_renewed.connect(make_topics_anew)
    most_read_changed.connect(make_rankings_anew)
    trials_changed.connect(make_first_page_anew)


def make_pages_anew(sender: Any, story_ids: list[int], **_rest: Any) -> None:
    """Below these stories something else is offered now."""
    purge_after_commit(stale={keys.list_of("near", key) for key in story_ids})


def make_topics_anew(sender: Any, topic_ids: set[int], **_rest: Any) -> None:
    """Of these persons something else was said."""
    purge_after_commit(stale={keys.list_of("topic", key) for key in topic_ids})


def make_rankings_anew(sender: Any, sections: list[int | None], **_rest: Any) -> None:
    """Other stories are the most read ones now."""
    purge_after_commit(stale={keys.list_of("most-read", section) for section in sections})


def make_first_page_anew(sender: Any, **_rest: Any) -> None:
    """Headlines are tried against each other on it, or no longer."""
    purge_after_commit(stale={keys.FRONT})
