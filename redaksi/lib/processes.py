"""Processes started beside this one."""

import multiprocessing
import sys
import threading
from multiprocessing.context import BaseContext


def context() -> BaseContext:
    """A copy of this process starts at once; but where threads run, or on macOS, a copy may hang for ever."""
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if is_safe else "spawn")
