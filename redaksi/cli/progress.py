"""How far a long command is, on the terminal, for what takes longer than two seconds; each step may be its last."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm

from redaksi.cli import stopping

SECONDS_BEFORE_SHOWN = 2
ONLY_ON_TERMINAL = None  # tqdm's word for it
tqdm.monitor_interval = 0  # a thread of its own, beside which an import could not start its reader as a copy of itself


@contextmanager
def bar(label: str, total: int | None = None, unit: str = "") -> Iterator[Callable[..., object]]:
    """A function to be told of each step done."""
    with _shown(label, total, unit=unit or " ") as (shown, stop_if_told):

        def advance(count: float = 1) -> None:
            shown.update(count)
            stop_if_told()

        yield advance


class RunBar:
    """A run of the wire: how much of its files is done with, at which rate, how long it still takes; and what it counted."""

    def __init__(
        self, shown: Any, stop_if_told: Callable[[], None], items: Callable[[int], str], pictures: Callable[[int], str]
    ) -> None:
        self.read = shown.update
        self._shown = shown
        self._stop_if_told = stop_if_told
        self._items_told, self._pictures_told = items, pictures
        self._items = self._pictures = 0

    def item(self, count: int) -> None:
        self._items += count
        self._tell()

    def picture(self, count: int) -> None:
        self._pictures += count
        self._tell()
        self._shown.update(0)

    def _tell(self) -> None:
        told = [self._items_told(self._items), self._pictures_told(self._pictures) if self._pictures else ""]
        self._shown.set_postfix_str(", ".join(filter(None, told)), refresh=False)
        self._stop_if_told()


@contextmanager
def run_bar(
    label: str, total_bytes: Callable[[], int], items: Callable[[int], str], pictures: Callable[[int], str]
) -> Iterator[RunBar]:
    """`total_bytes` is asked only where somebody looks."""
    total = total_bytes() if sys.stderr.isatty() else None
    # Chunks are written at once: by the rate of the last second nothing could be foretold.
    with _shown(label, total, unit="B", unit_scale=True, unit_divisor=1024, smoothing=0) as (shown, stop_if_told):
        yield RunBar(shown, stop_if_told, items, pictures)


@contextmanager
def _shown(label: str, total: int | None, **how: Any) -> Iterator[tuple[Any, Callable[[], None]]]:
    """The bar, and what is to be asked after each step: whether it was the last."""
    with (
        stopping.heard() as stop_if_told,
        tqdm(
            desc=label,
            total=total,
            delay=SECONDS_BEFORE_SHOWN,
            leave=False,
            dynamic_ncols=True,
            disable=ONLY_ON_TERMINAL,
            **how,
        ) as shown,
    ):
        yield shown, stop_if_told
