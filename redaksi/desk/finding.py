from django.tasks import task
from wagtail.search.backends import get_search_backends

from redaksi.stories.models import Story


@task
def make_findable(story_ids: list[int]) -> int:
    """Put these stories into the admin's own search; returns how many there are."""
    stories = list(Story.objects.filter(pk__in=story_ids))
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(Story).add_items(Story, stories)
    return len(stories)
