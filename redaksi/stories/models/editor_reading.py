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

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        from redaksi.stories.rights import may_edit_section

        return may_edit_section(user, obj)

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
