"""What the desk does of itself while somebody works in the admin."""

from typing import Any

from wagtail.signals import init_new_page

from redaksi.desk import case_mail, mail
from redaksi.desk.finding import make_findable
from redaksi.stories.models import Byline, Contributor, Story
from redaksi.stories.signals import stories_brought_in, stories_taken_over


def connect() -> None:
    init_new_page.connect(sign_new_story)
    stories_taken_over.connect(let_the_desk_find)
    stories_brought_in.connect(let_the_desk_find)
    mail.connect()
    case_mail.connect()


def let_the_desk_find(sender: Any, story_ids: list[int], **kwargs: Any) -> None:
    """Stories written in bulk are unknown to the admin's search until the worker has been through them."""
    make_findable.enqueue(story_ids)


def sign_new_story(sender: Any, page: Any, **kwargs: Any) -> None:
    """A story that somebody begins carries their name, where they have one to sign with."""
    contributor = Contributor.objects.filter(user=page.owner).first()
    if isinstance(page, Story) and contributor:
        page.bylines = [Byline(contributor=contributor, sort_order=0)]
