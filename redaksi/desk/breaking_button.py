from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem

from redaksi.desk.views.breaking import may_tell
from redaksi.stories.models import Story


class BreakingButton(PageMenuItem):
    """Only for what readers may see, where the paper offers it, and for whoever may publish."""

    label = _("Send as breaking news")
    icon_name = "mail"

    @property
    def url(self) -> str:
        return reverse("tell_browsers", args=[self.page.pk])

    def is_shown(self, user: Any) -> bool:
        story = self.page
        return isinstance(story, Story) and story.is_public and may_tell(user, story)
