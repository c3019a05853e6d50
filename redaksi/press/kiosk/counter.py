"""Where requests are taken: pages at hand over the counter, at once; whoever has to wait steps aside and is called.

granian gives each request one of its threads until it is answered. Few of them are fast and soon all wait for Django; many
are slow (64 threads cost a stored page half as much again as four). So its threads answer what is at hand, and hand the
rest to threads of our own. WSGI has no word for that: granian's own call round the application is replaced (`take_over`).
Where a later granian has none, the kiosk is called as any WSGI application is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from redaksi.press.kiosk import trouble
from redaksi.press.kiosk.callers import Environ
from redaksi.press.kiosk.hot import Answer
from redaksi.press.kiosk.kiosk import Kiosk
from redaksi.press.kiosk.pressroom import Interrupted, TooLarge, has_body, take_in

GRANIANS_CALL = "_wsgi_call_wrap"  # in granian.server.mp
WAITING_ROOM = 64  # threads
MOST_WAITING = 2_000
UPLOADS_AT_ONCE = 4  # of those that are still coming in: each keeps one of granian's threads

log = logging.getLogger(__name__)


class Counter:
    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk, self._at_hand = kiosk, kiosk.at_hand
        self._room = ThreadPoolExecutor(WAITING_ROOM, "waiting")
        self._free = threading.BoundedSemaphore(MOST_WAITING)
        self._uploads = threading.BoundedSemaphore(UPLOADS_AT_ONCE)

    def __call__(self, proto: Any, environ: Environ) -> int:
        answer = self._at_hand(environ)
        if answer is not None:
            proto.response_bytes(*answer)
            return answer[0]
        refusal = self._taken_in(environ) if has_body(environ) else None
        if refusal is None and self._free.acquire(blocking=False):
            self._room.submit(self._answer, proto, environ)
            return 0
        _send(proto, refusal or trouble.answer(503))
        return 0

    def _answer(self, proto: Any, environ: Environ) -> None:
        try:
            answer = self._kiosk.in_time(environ)
        except Exception:
            log.exception("A request broke")
            answer = trouble.answer(503)
        try:
            _send(proto, answer)
        except Exception:
            log.exception("An answer could not be sent")
        finally:
            self._free.release()

    def _taken_in(self, environ: Environ) -> Answer | None:
        """Here and now: what is sent can be read only as long as granian's own thread is kept."""
        if not self._uploads.acquire(blocking=False):
            return trouble.answer(503)
        try:
            take_in(environ)
        except TooLarge:
            return trouble.answer(413)
        except (Interrupted, OSError):
            return trouble.answer(400)
        finally:
            self._uploads.release()
        return None


def take_over() -> bool:
    """Have granian call a `Counter` for each request of this process; False where it cannot be had."""
    from granian.server import mp

    if not hasattr(mp, GRANIANS_CALL):
        log.warning("This granian is not known; pages are handed out the slower way")
        return False
    setattr(mp, GRANIANS_CALL, _counter_of)
    return True


def _counter_of(kiosk: Kiosk, *_options: Any) -> Callable[[Any, Environ], int]:
    return Counter(kiosk)


def _send(proto: Any, answer: Answer) -> None:
    status, headers, text = answer
    if isinstance(text, bytes):
        proto.response_bytes(status, headers, text)
    else:
        from granian.wsgi import ResponseIterWrap

        proto.response_iter(status, headers, ResponseIterWrap(text))
