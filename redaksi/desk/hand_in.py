"""What the buttons below the story form say."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem, WorkflowMenuItem

LABELS = {"approve": _("Approve and publish"), "reject": _("Send back")}
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


def rename(items: list[ActionMenuItem]) -> None:
    """In place, as Wagtail's hook asks. Whoever can approve a story is not offered to publish it past its reading."""
    if any(item.name == "approve" for item in items):
        items[:] = [item for item in items if item.name not in PAST_THE_READING]
    for position, item in enumerate(items):
        if isinstance(item, SubmitForModerationMenuItem):
            items[position] = HandInItem(order=item.order)
        elif isinstance(item, WorkflowMenuItem):
            item.label = LABELS.get(item.name, item.label)
