"""One page is made once, however many wait for it."""

from __future__ import annotations

import threading
from typing import Any

PATIENCE_SECONDS = 20.0
SHORT_SECONDS = 1.0


class Flight:
    """`since`: the store's generation when it began. `outcome` is None until it has landed, and where it came to nothing."""

    def __init__(self, since: int) -> None:
        self.since = since
        self.outcome: Any = None
        self._landed = threading.Event()

    def land(self, outcome: Any) -> None:
        self.outcome = outcome
        self._landed.set()

    def wait(self, seconds: float) -> Any:
        self._landed.wait(seconds)
        return self.outcome


class Flights:
    """`most_waiting`: beyond it one waits a moment only, so that threads are left for those whose page is at hand."""

    def __init__(self, most_waiting: int) -> None:
        self._most_waiting, self._waiting = most_waiting, 0
        self._in_the_air: dict[str, Flight] = {}
        self._changing = threading.Lock()

    def board(self, address: str, generation: int) -> tuple[Flight, bool]:
        """The flight to this page, and whether the caller is its pilot, who has to `land` it.

        One that began before the last purge may bring what was purged: nobody boards it any more.
        """
        with self._changing:
            flight = self._in_the_air.get(address)
            if flight is not None and flight.since == generation:
                return flight, False
            flight = self._in_the_air[address] = Flight(generation)
            return flight, True

    def land(self, address: str, flight: Flight, outcome: Any) -> None:
        with self._changing:
            if self._in_the_air.get(address) is flight:
                del self._in_the_air[address]
        flight.land(outcome)

    def wait(self, flight: Flight, patience: float = PATIENCE_SECONDS) -> Any:
        """What it brings, or None where it takes longer than `patience` (seconds)."""
        with self._changing:
            self._waiting += 1
            is_crowded = self._waiting > self._most_waiting
        try:
            return flight.wait(min(patience, SHORT_SECONDS) if is_crowded else patience)
        finally:
            with self._changing:
                self._waiting -= 1
