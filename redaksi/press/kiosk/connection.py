"""One reader's line to the kiosk. A page at hand is answered as soon as its request is read; all else becomes a task.

uvicorn's protocol does the tasks: bodies as they come, pipelines, readers slower than we. Its way takes several times as
long as handing out a page, so what is at hand does not take it (`on_headers_complete`).
"""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from redaksi.press.kiosk import trouble
from redaksi.press.kiosk.counter import LARGEST_READING, TAKEN, Counter
from redaksi.press.kiosk.hot import head_written
from redaksi.press.kiosk.kiosk import READINGS
from redaksi.press.kiosk.request import LONGEST_TARGET, Environ, Illegible, add_header, set_target

LOOK_AFTER_EVERY_SECONDS = 10
ROUNDS_OF_SILENCE = 6
ROUNDS_FOR_A_HEAD = 2
LARGEST_HEAD = 64 * 1024
MOST_KNOWN, LONGEST_KNOWN = 4_096, 2_048  # requests, bytes
MOST_QUEUED = 32  # requests sent ahead of their answers
BEGINS_TO_TELL, HEAD_ENDS = f"POST {READINGS} ".encode(), b"\r\n\r\n"
LAST_ASKED_WITHIN_SECONDS = 1.0  # when the kiosk leaves: for what is on its way already


class Connection(HttpToolsProtocol):
    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        counter: Counter = self.app
        self._kiosk, self._at_hand, self._known = counter.kiosk, counter.kiosk.at_hand, counter.known_requests
        self._tellers = counter.known_tellers
        self._reading: bytearray | None = None
        self._environ: Environ = {}
        self._address, self._requests, self._is_between, self._is_lasting = "", 0, True, False
        self._has_told = False
        self._is_reading_head = self._is_answered = self._is_leaving = False
        self._head_bytes = self._rounds = self._rounds_of_silence = self._unsent = 0
        self._was_heard = True

    @property
    def _is_busy(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""

    def data_received(self, data: bytes) -> None:
        self._was_heard = True
        is_whole, before = self._is_between, self._requests
        if is_whole and data in self._known and self._answered_as_before(data):
            return
        if is_whole and data.startswith(BEGINS_TO_TELL) and self._took_as_before(data):
            return
        if self._is_reading_head:
            self._head_bytes += len(data)
            if self._head_bytes > LARGEST_HEAD:
                self.send_400_response("")
                return
        super().data_received(data)
        if is_whole and self._is_between and self._requests == before + 1:
            if self._is_lasting:
                self._remember(data)
            elif self._has_told:
                self._remember_teller(data)

    def _answered_as_before(self, data: bytes) -> bool:
        """Word for word what was read and answered lately, as many phones send it: read once for all of them."""
        if self._is_leaving or self._is_busy or self.flow.write_paused:
            return False
        environ = self._known[data]
        environ["REMOTE_ADDR"] = self._address
        answer = self._at_hand(environ)
        if answer is not None:
            self._unset_keepalive_if_required()
            self.transport.write(b"".join((answer.head, self._date(), b"\r\n", answer.text)))
        return answer is not None

    def _remember(self, data: bytes) -> None:
        if len(data) <= LONGEST_KNOWN:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[data] = self._environ

    def _took_as_before(self, data: bytes) -> bool:
        """What a browser tells under a head that was read before, word for word: only its body is looked at."""
        head, _ends, body = data.partition(HEAD_ENDS)
        environ = self._tellers.get(head)
        if environ is None or environ["CONTENT_LENGTH"] != str(len(body)) or self._kiosk.readings is None:
            return False
        if self._is_leaving or self._is_busy or self.flow.write_paused:
            return False
        environ["REMOTE_ADDR"] = self._address
        self._kiosk.readings.take(environ, body)
        self._unset_keepalive_if_required()
        self.transport.write(b"".join((TAKEN.head, self._date(), b"\r\n", TAKEN.text)))
        return True

    def _remember_teller(self, data: bytes) -> None:
        head, _ends, body = data.partition(HEAD_ENDS)
        if len(head) <= LONGEST_KNOWN and self._environ.get("CONTENT_LENGTH") == str(len(body)):
            if len(self._tellers) >= MOST_KNOWN:
                self._tellers.clear()
            self._tellers[head] = self._environ

    def on_message_begin(self) -> None:
        self.url, self._environ = b"", {}
        self._is_reading_head, self._is_between, self._head_bytes, self._rounds = True, False, 0, 0
        self._is_lasting = self._has_told = False
        self._requests += 1

    def on_url(self, url: bytes) -> None:
        self.url += url
        if len(self.url) > LONGEST_TARGET:
            raise Illegible

    def on_header(self, name: bytes, value: bytes) -> None:
        add_header(self._environ, name, value)

    def on_headers_complete(self) -> None:
        self._is_reading_head = False
        environ = self._environ
        environ["REQUEST_METHOD"] = self.parser.get_method().decode("ascii")
        environ["REMOTE_ADDR"], environ["wsgi.url_scheme"] = self._address, "http"
        set_target(environ, self.url)
        is_free = not self._is_busy and not self.flow.write_paused
        if is_free and self._kiosk.counts(environ) and "HTTP_EXPECT" not in environ:
            self._reading, self._is_answered = bytearray(), True
            return
        self._kiosk.look_at(environ)
        answer = self._at_hand(environ) if is_free else None
        self._is_answered = answer is not None
        if answer is None:
            self._begin_task()
        else:
            self._answer(answer.head, answer.text)

    def on_body(self, body: bytes) -> None:
        if self._reading is not None:
            self._reading += body[: LARGEST_READING + 1 - len(self._reading)]
        elif not self._is_answered:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._is_between = True
        if self._reading is not None:
            self._take_reading(bytes(self._reading))
        elif not self._is_answered:
            super().on_message_complete()

    def _take_reading(self, body: bytes) -> None:
        """The short way of what browsers tell: no task, and of the request only its head is remembered."""
        self._reading = None
        if self._kiosk.readings is not None:
            self._kiosk.readings.take(self._environ, body)
        self._answer(TAKEN.head, TAKEN.text)
        self._has_told, self._is_lasting = self._is_lasting, False

    def send_400_response(self, msg: str) -> None:
        """What nobody can read; nobody is told in the log, for anybody could fill it."""
        if self._is_busy:  # an answer is being written on this line: two would be mixed up
            self.transport.abort()
            return
        status, headers, text = trouble.answer(400)  # which says that the line is closed
        self.transport.write(b"".join((head_written(status, headers), self._date(), b"\r\n", text)))
        self.transport.close()

    def shutdown(self) -> None:
        """The kiosk leaves: this answer is the last, or the next if it is on its way already."""
        self._is_leaving = True
        if self._is_busy:
            self.cycle.keep_alive = False
        else:
            self.loop.call_later(LAST_ASKED_WITHIN_SECONDS, self._leave)

    def look_after(self) -> None:
        """Every few seconds: close lines that nobody uses, or that are held without end."""
        unsent = self.transport.get_write_buffer_size()
        is_moving = self._was_heard or (unsent and unsent < self._unsent)
        is_waited_for = self._is_busy and not self.cycle.more_body and not unsent
        self._rounds_of_silence = 0 if is_moving or is_waited_for else self._rounds_of_silence + 1
        self._rounds = self._rounds + 1 if self._is_reading_head else 0
        self._was_heard, self._unsent = False, unsent
        if self._rounds_of_silence >= ROUNDS_OF_SILENCE or self._rounds > ROUNDS_FOR_A_HEAD:
            self.transport.abort()

    def _begin_task(self) -> None:
        url, environ = self.url, self._environ
        if len(self.pipeline) >= MOST_QUEUED:
            raise Illegible
        super().on_message_begin()
        self.url, self.scope["environ"] = url, environ  # type: ignore[typeddict-unknown-key]
        self.expect_100_continue = environ.get("HTTP_EXPECT", "").lower() == "100-continue"
        super().on_headers_complete()
        if self._is_leaving:
            self.cycle.keep_alive = False

    def _answer(self, head: bytes, text: bytes) -> None:
        if self.parser.should_keep_alive() and not self._is_leaving and self.parser.get_http_version() != "1.0":
            self._is_lasting = True
            self.transport.write(b"".join((head, self._date(), b"\r\n", text)))
        else:
            self.transport.write(b"".join((head, self._date(), b"connection: close\r\n\r\n", text)))
            self.transport.close()

    def _date(self) -> bytes:
        return b"date: " + self.server_state.default_headers[0][1] + b"\r\n"

    def _leave(self) -> None:
        if not self._is_busy:
            self.transport.close()

    def _unsupported_upgrade_warning(self) -> None:
        """Asked for another protocol, one goes on with this one (RFC 9110, 7.8)."""
