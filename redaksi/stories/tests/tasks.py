"""Tasks for tests: done at once. What Wagtail notes of each row for its own search and lists of usage takes a fifth of the time
of tests that write; it is left out, but for those that look at it (`wagtails_notes`)."""

from django.tasks.backends.immediate import ImmediateBackend
from django.tasks.base import TaskResult

WAGTAILS_NOTES = {"wagtail.tasks.update_reference_index_task", "modelsearch.tasks.insert_or_update_object_task"}


class AtOnce(ImmediateBackend):
    def _execute_task(self, task_result: TaskResult) -> None:
        if self.options.get("with_wagtails_notes") or task_result.task.module_path not in WAGTAILS_NOTES:
            super()._execute_task(task_result)


def at_once(with_wagtails_notes: bool = False) -> dict[str, object]:
    """The setting `TASKS`."""
    backend = f"{AtOnce.__module__}.{AtOnce.__qualname__}"
    return {"default": {"BACKEND": backend, "OPTIONS": {"with_wagtails_notes": with_wagtails_notes}}}
