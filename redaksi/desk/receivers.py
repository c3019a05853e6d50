"""What the desk does of itself while somebody works in the admin."""

from typing import Any

from wagtail.signals import init_new_page

from redaksi.stories.models import Byline, Contributor, Story


def connect() -> None:
    init_new_page.connect(sign_new_story)


def sign_new_story(sender: Any, page: Any, **kwargs: Any) -> None:
    """A story that somebody begins carries their name, where they have one to sign with."""
    contributor = Contributor.objects.filter(user=page.owner).first()
    if isinstance(page, Story) and contributor:
        page.bylines = [Byline(contributor=contributor, sort_order=0)]
