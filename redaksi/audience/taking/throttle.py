"""How much one network may tell. Thousands of readers behind one operator's address are no flood; a script is."""

from __future__ import annotations

BURST = 5_000
A_SECOND = 50.0
REMEMBERED = 20_000


class Throttle:
    """A bucket for each network: `BURST` at once, `A_SECOND` in the long run, which is four million a day."""

    def __init__(self, burst: int = BURST, a_second: float = A_SECOND) -> None:
        self._burst, self._a_second = burst, a_second
        self._buckets: dict[str, tuple[float, float]] = {}  # what is left, and since when

    def lets_in(self, network: str, now: float) -> bool:
        left, since = self._buckets.get(network, (float(self._burst), now))
        left = min(self._burst, left + max(now - since, 0.0) * self._a_second)
        if network not in self._buckets and len(self._buckets) >= REMEMBERED:
            self._forget_full(now)
        self._buckets[network] = (max(left - 1.0, 0.0), now)
        return left >= 1.0

    def _forget_full(self, now: float) -> None:
        """Whoever has not told much is as new; where all have, the oldest give way."""
        full = [name for name, (left, since) in self._buckets.items() if left + (now - since) * self._a_second >= self._burst]
        for name in full or list(self._buckets)[: REMEMBERED // 2]:
            del self._buckets[name]
