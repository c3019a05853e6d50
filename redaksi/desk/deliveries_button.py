from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem

from redaksi.desk.views.deliveries import may_see_deliveries
from redaksi.stories.models import Story
from redaksi.wire.deliveries import is_held


class DeliveriesButton(PageMenuItem):
    """Only where a partner holds a copy."""

    label = _("Sent to")
    icon_name = "globe"

    @property
    def url(self) -> str:
        return reverse("story_deliveries", args=[self.page.pk])

    def is_shown(self, user: Any) -> bool:
        story = self.page
        return isinstance(story, Story) and bool(story.address) and is_held(story) and may_see_deliveries(user, story)
