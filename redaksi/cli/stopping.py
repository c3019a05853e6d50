"""Ctrl-C that cannot get lost.

Python raises it wherever it happens to be. In a `__del__`, or in a callback from C, nobody hears: it is printed as
ignored, and the run goes on to its end.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def heard() -> Iterator[Callable[[], None]]:
    """A function to call between two steps: raises `KeyboardInterrupt` where Ctrl-C came and nothing stopped."""
    if threading.current_thread() is not threading.main_thread() or not _would_interrupt():
        yield lambda: None
        return
    came = False

    def press(number: int, frame: FrameType | None) -> None:
        nonlocal came
        came = True
        signal.default_int_handler(number, frame)

    def stop_if_it_came() -> None:
        if came:
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, press)
    try:
        yield stop_if_it_came
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _would_interrupt() -> bool:
    """Not where a shell has us run beside it, nor where a server answers to it in its own way."""
    return signal.getsignal(signal.SIGINT) is signal.default_int_handler
