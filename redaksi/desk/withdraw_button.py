from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem

from redaksi.stories.models import Story


class WithdrawButton(PageMenuItem):
    """Only where there is something to withdraw, and only for whoever may."""

    label = _("Withdraw")
    icon_name = "warning"

    @property
    def url(self) -> str:
        return reverse("withdraw_story", args=[self.page.pk])

    def is_shown(self, user: Any) -> bool:
        story = self.page
        return isinstance(story, Story) and story.is_public and story.permissions_for_user(user).can_withdraw()
