"""Pages, from wherever they are nearest: at hand, on the shelf, or from the pressroom, made once for all who wait."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import monotonic

from redaksi.press.kiosk.flights import PATIENCE_SECONDS, Flight, Flights
from redaksi.press.kiosk.hot import Hot, Memory
from redaksi.press.kiosk.pressroom import Answer, Busy, Pressroom, Unreachable
from redaksi.press.store.page import Page, printed
from redaksi.press.store.shelf import Shelf

GRACE_SECONDS = 0.5  # after a purge, in which a stale page is still handed out while the new one is made
STALE_WAIT_SECONDS = 3.0  # that somebody waits for the new one before the stale one has to do
RENEWED_AFTER_SECONDS = 600.0  # what nobody purged is made anew all the same
TRIED_AGAIN_AFTER_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 0.02  # while another process makes the page
MOST_WAITING = 40
RENEWING_AT_ONCE = 2
MOST_TO_RENEW = 2_000

log = logging.getLogger(__name__)


@dataclass
class Rack:
    shelf: Shelf
    memory: Memory
    pressroom: Pressroom

    def __post_init__(self) -> None:
        self._flights = Flights(MOST_WAITING)
        self._renewing = ThreadPoolExecutor(RENEWING_AT_ONCE, "renewing")
        self._to_renew: set[str] = set()
        self._changing = threading.Lock()

    def take(self, address: str) -> Hot | Answer | None:
        """The page, made now where it has to be; an answer of Django's where it is no page for everybody.

        None where others got what was theirs alone: then the caller asks Django for itself. Raises `Unreachable`, `Busy`.
        """
        hot = self._held(address)
        if hot is None:
            return self._made(address)
        if hot.page.stale_since is not None:
            return self._made_or_stale(address, hot)
        if hot.due_at < monotonic():
            hot.due_at = monotonic() + TRIED_AGAIN_AFTER_SECONDS
            self._renew(address)
        return hot

    def at_hand(self, address: str) -> Hot | None:
        """The page where it is kept and fresh."""
        hot = self._held(address)
        return hot if hot is not None and hot.page.stale_since is None else None

    def _held(self, address: str) -> Hot | None:
        """In memory, or from the shelf into it; never older than the last purge."""
        hot = self.memory.pages.get(address)
        try:
            generation = self.shelf.generation()
            if hot is not None and hot.generation == generation:
                return hot
            if hot is not None and self.shelf.still_holds(address, hot.page.etag, hot.page.made_at):
                hot.generation = generation
                return hot
            page = self.shelf.read(address)
        except Exception:
            log.exception("The page store cannot be read; what is at hand is handed out")
            return hot
        if page is None:
            self.memory.drop(address)
            return None
        return self.memory.put(address, _hot(page, generation))

    def _made_or_stale(self, address: str, stale: Hot) -> Hot | Answer | None:
        is_in_grace = time.time() - (stale.page.stale_since or 0) < GRACE_SECONDS
        if is_in_grace or self.pressroom.is_down:
            self._renew(address)
            return stale
        try:
            made = self._made(address, STALE_WAIT_SECONDS)
        except (Unreachable, Busy):
            return stale
        return stale if made is None or (isinstance(made, Answer) and made.status >= 500) else made

    def _made(self, address: str, patience: float = PATIENCE_SECONDS) -> Hot | Answer | None:
        flight, is_pilot = self._flights.board(address, self.shelf.generation())
        if is_pilot:
            return self._fly(address, flight, patience)
        outcome = self._flights.wait(flight, patience)
        if isinstance(outcome, Exception):
            raise outcome
        if outcome is None:
            raise Busy
        return outcome if not isinstance(outcome, Answer) or outcome.is_anybodys else None

    def _fly(self, address: str, flight: Flight, patience: float = PATIENCE_SECONDS) -> Hot | Answer:
        outcome: Hot | Answer | Exception | None = None
        try:
            outcome = self._printed_once(address, flight.since, patience)
        except Exception as error:
            outcome = error
            raise
        finally:
            self._flights.land(address, flight, outcome)
        return outcome

    def _printed_once(self, address: str, since: int, patience: float) -> Hot | Answer:
        """Made here, or by another process or machine that is at it already; whoever takes too long is not waited for."""
        deadline = monotonic() + patience
        while monotonic() < deadline:
            with self._claimed(address) as is_ours:
                if made := self._made_elsewhere(address, since):
                    return made
                if is_ours:
                    return self._print(address, since, patience)
            time.sleep(LOOK_AGAIN_SECONDS)
        return self._print(address, since, patience)

    @contextmanager
    def _claimed(self, address: str) -> Iterator[bool]:
        with ExitStack() as claim:
            try:
                is_ours = claim.enter_context(self.shelf.claim(address))
            except Exception:
                log.exception("The page store cannot say who makes a page; it is made here")
                is_ours = True
            yield is_ours

    def _made_elsewhere(self, address: str, since: int) -> Hot | None:
        """What was put on the shelf since this kiosk last had the page."""
        try:
            page = self.shelf.read(address)
        except Exception:
            return None  # it was said when it was tried first
        before = self._before(address)
        if page is None or page.stale_since is not None or (before and page.made_at <= before.made_at):
            return None
        return self.memory.put(address, _hot(page, since))

    def _print(self, address: str, since: int, patience: float) -> Hot | Answer:
        answer = self.pressroom.page(address, patience)
        if not answer.is_for_everybody:
            if answer.status < 500:
                self._take_down(address)
            return answer
        page = printed(answer.status, answer.headers, answer.text).after(self._before(address))
        is_kept = self._keep(address, page, answer.keys, since)
        hot = _hot(page, since)
        return self.memory.put(address, hot) if is_kept else hot

    def _keep(self, address: str, page: Page, keys: list[str], since: int) -> bool:
        try:
            return self.shelf.keep(address, page, keys, since)
        except Exception:
            log.exception("The page store cannot be written to")
            return False

    def _before(self, address: str) -> Page | None:
        hot = self.memory.pages.get(address)
        return hot.page if hot else None

    def _take_down(self, address: str) -> None:
        if self.memory.pages.get(address):
            self.memory.drop(address)
            self.shelf.drop(address)

    def _renew(self, address: str) -> None:
        """Make it anew while the one before is handed out."""
        with self._changing:
            if address in self._to_renew or len(self._to_renew) >= MOST_TO_RENEW:
                return
            self._to_renew.add(address)
        self._renewing.submit(self._renew_now, address)

    def _renew_now(self, address: str) -> None:
        try:
            flight, is_pilot = self._flights.board(address, self.shelf.generation())
            if is_pilot:
                self._fly(address, flight)
        except Exception as error:
            log.warning("%s could not be made anew: %r", address, error)
        finally:
            with self._changing:
                self._to_renew.discard(address)


def _hot(page: Page, generation: int) -> Hot:
    """A stale one is due at once: it is never handed out the short way."""
    return Hot(page, generation, 0.0 if page.stale_since is not None else monotonic() + RENEWED_AFTER_SECONDS)
