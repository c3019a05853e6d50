from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState


class EditorReading(Task):
    """An editor of the story's section reads it. Who that is, `SectionRight` tells."""

    class Meta:
        verbose_name = _("reading by the section's editor")
        verbose_name_plural = _("readings by the section's editor")

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Whatever button, list or dialog it came from."""
        from redaksi.stories import actions

        story = task_state.revision.content_object
        if action_name == "approve":
            actions.approve(story, by=user, comment=kwargs.get("comment", ""))
        elif action_name == "reject":
            actions.send_back(story, by=user, comment=kwargs.get("comment", ""))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        from redaksi.stories.rights import is_on_duty, may_edit_section

        return may_edit_section(user, obj) or is_on_duty(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self.user_can_access_editor(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return self.user_can_access_editor(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not self.user_can_access_editor(obj, user):
            return []
        return [("reject", _("Send back"), True), ("approve", _("Approve and publish"), False)]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        from redaksi.stories.models import Story
        from redaksi.stories.rights import sections_edited_by

        mine = Story.objects.filter(section__in=sections_edited_by(user)).annotate(key=Cast("pk", CharField()))
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS, revision__object_id__in=mine.values("key"))

    @classmethod
    def get_description(cls) -> str:
        return gettext("The editors of the story's own section can approve this task")
