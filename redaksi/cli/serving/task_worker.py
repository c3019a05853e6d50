from __future__ import annotations

import sys
from types import FrameType

from django_tasks_db.management.commands.db_worker import Worker


class TaskWorker(Worker):
    """Finishes the task at hand when asked to stop, without a warning: that is how it always ends."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        self.running = False
        if not self.running_task:
            sys.exit(0)
