"""Where those are answered who have to wait: each page is waited for once, however many want it, and without a thread."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from redaksi.press.kiosk import trouble
from redaksi.press.kiosk.callers import Environ
from redaksi.press.kiosk.hot import Answer, Hot, Ready, head_written
from redaksi.press.kiosk.kiosk import Kiosk, Taken
from redaksi.press.kiosk.pressroom import IN_MEMORY, LARGEST_UPLOAD, TAKEN_IN, Busy, Unreachable, announced, has_body

WAITING_ROOM = 64  # threads
MOST_WAITING = 2_000  # of those who want what nobody else does
UPLOADS_AT_ONCE = 32
BODILESS = (204, 304)
LARGEST_READING = 4_096  # bytes that are taken in; whoever counts wants far less
_NOTHING = [("cache-control", "no-store")]
TAKEN = Ready(204, _NOTHING, b"", head_written(204, _NOTHING))


class TooLarge(Exception):
    """More was sent than anybody may send."""


class Interrupted(Exception):
    """Less came than was announced."""


type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
log = logging.getLogger(__name__)


class Counter:
    """An ASGI application; `scope["environ"]` is the request (`Connection`)."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.known_requests: dict[bytes, Environ] = {}  # word for word, to what they say
        self.known_tellers: dict[bytes, Environ] = {}  # heads of what browsers tell of readings
        self._room = ThreadPoolExecutor(WAITING_ROOM, "waiting")
        self._waiting = self._uploads = 0
        self._flights: dict[tuple[str, int], asyncio.Future[Taken]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        environ: Environ = scope["environ"]
        try:
            if self.kiosk.counts(environ):
                answer = await self._of_reading(environ, receive)
            else:
                answer = await (self._of_upload(environ, receive) if has_body(environ) else self._of(environ))
        except (Unreachable, Busy):
            answer = trouble.answer(503)
        except Exception:
            log.exception("A request broke")
            answer = trouble.answer(503)
        await self._send(answer, environ["REQUEST_METHOD"] == "HEAD", send)

    async def _of_reading(self, environ: Environ, receive: Receive) -> Answer:
        """One that has to wait for its turn on its line; the others are answered there."""
        body, is_more = b"", True
        while is_more:
            message = await receive()
            body, is_more = body + message.get("body", b""), bool(message.get("more_body"))
            if len(body) > LARGEST_READING:
                return trouble.answer(413)
        if self.kiosk.readings is not None:
            self.kiosk.readings.take(environ, body)
        return TAKEN.answer

    async def _of(self, environ: Environ) -> Answer:
        address = self.kiosk.address_for_all(environ)
        if address is not None:
            taken, is_pilot = await self._taken(address)
            is_mine = is_pilot or isinstance(taken, Hot) or (taken is not None and taken.is_anybodys)
            if is_mine and (answer := self.kiosk.answer_with(taken, environ)):
                return answer
        return await self._in_room(environ)

    async def _taken(self, address: str) -> tuple[Taken, bool]:
        """The page, and whether it was taken for this request first. Who comes after a purge waits for no one before it."""
        name = (address, self.kiosk.generation())
        if flight := self._flights.get(name):
            return await asyncio.shield(flight), False
        flight = self._flights[name] = asyncio.get_running_loop().run_in_executor(self._room, self.kiosk.taken, address)
        try:
            return await asyncio.shield(flight), True
        finally:
            del self._flights[name]

    async def _in_room(self, environ: Environ) -> Answer:
        if self._waiting >= MOST_WAITING:
            return trouble.answer(503)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._room, self.kiosk.apart, environ)
        finally:
            self._waiting -= 1

    async def _of_upload(self, environ: Environ, receive: Receive) -> Answer:
        """All that is sent is taken in before Django is asked: a slow one occupies nobody there."""
        if self._uploads >= UPLOADS_AT_ONCE:
            return trouble.answer(503)
        self._uploads += 1
        try:
            environ[TAKEN_IN] = await _taken_in(environ, receive)
            return await self._in_room(environ)
        except TooLarge:
            return trouble.answer(413)
        except (Interrupted, OSError):
            return trouble.answer(400)
        finally:
            self._uploads -= 1

    async def _send(self, answer: Answer, is_head: bool, send: Send) -> None:
        status, headers, text = answer
        if isinstance(text, bytes) and not is_head and status not in BODILESS and "content-length" not in dict(headers):
            headers = [*headers, ("content-length", str(len(text)))]
        told = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        await send({"type": "http.response.start", "status": status, "headers": told})
        if isinstance(text, bytes):
            await send({"type": "http.response.body", "body": text})
            return
        while piece := await asyncio.get_running_loop().run_in_executor(self._room, _next, text):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


async def _taken_in(environ: Environ, receive: Receive) -> IO[bytes]:
    if announced(environ) > LARGEST_UPLOAD:
        raise TooLarge
    body = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by whoever passes it on
    try:
        await _fill(body, receive)
        body.seek(0)
    except BaseException:
        body.close()
        raise
    return body


async def _fill(body: IO[bytes], receive: Receive) -> None:
    taken, is_more = 0, True
    while is_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Interrupted
        piece, is_more = message["body"], message["more_body"]
        taken += len(piece)
        if taken > LARGEST_UPLOAD:
            raise TooLarge
        if taken > IN_MEMORY:
            await asyncio.to_thread(body.write, piece)
        else:
            body.write(piece)


def _next(pieces: Iterator[bytes]) -> bytes:
    return next(pieces, b"")
