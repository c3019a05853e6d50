"""How far a long command is, on the terminal, for what takes longer than two seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

SECONDS_BEFORE_SHOWN = 2


@contextmanager
def bar(label: str, total: int | None = None, unit: str = "") -> Iterator[Callable[..., object]]:
    """A function to be told of each step done."""
    only_on_terminal = None  # tqdm's word for it
    with tqdm(
        desc=label,
        total=total,
        unit=unit or " ",
        delay=SECONDS_BEFORE_SHOWN,
        leave=False,
        dynamic_ncols=True,
        disable=only_on_terminal,
    ) as shown:
        yield shown.update
