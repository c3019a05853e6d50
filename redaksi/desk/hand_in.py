"""What the buttons below the story form say."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem, WorkflowMenuItem

from redaksi.stories.models import Story
from redaksi.stories.rights import may_work_alone

LABELS = {"approve": _("Approve and publish"), "reject": _("Send back")}
FLASH = "flash"
PAST_THE_READING = {"action-publish", "action-cancel-workflow"}


class HandInItem(SubmitForModerationMenuItem):
    """*File*, as the trade says: the section's editors read it next."""

    icon_name = "mail"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        page = parent_context.get("page")
        state = page.current_workflow_state if page else None
        was_sent_back = state and state.status == state.STATUS_NEEDS_CHANGES
        return {**context, "label": _("Hand in again") if was_sent_back else _("Hand in")}


class FlashItem(ActionMenuItem):
    """Lane kilat: the editor on duty publishes alone; what the checks say of spelling and numbers only warns."""

    name = "action-flash"
    order = 35
    template_name = "desk/story/flash_button.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        story = context.get("page")
        return context["view"] == "edit" and isinstance(story, Story) and may_work_alone(context["request"].user, story)


def rename(items: list[ActionMenuItem]) -> None:
    """In place, as Wagtail's hook asks. Whoever can approve a story is not offered to publish it past its reading."""
    if any(item.name == "approve" for item in items):
        items[:] = [item for item in items if item.name not in PAST_THE_READING]
    for position, item in enumerate(items):
        if isinstance(item, SubmitForModerationMenuItem):
            items[position] = HandInItem(order=item.order)
        elif isinstance(item, WorkflowMenuItem):
            item.label = LABELS.get(item.name, item.label)
