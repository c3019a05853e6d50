"""Reading done by a process of its own while this one writes: two cores, the same items in the same order.

The reader is at most one parcel ahead, so neither holds more for it, and it asks no table: whatever stands in the database
this process has written. Where this one is killed, the reader's next parcel finds nobody, and it ends.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from redaksi.lib import processes

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from redaksi.wire.reading import Order, Read

WORTH = 8 * 1024 * 1024  # bytes of files: where a process has to start from nothing, that costs a second
AT_ONCE = 500
MOST_BYTES = 2 * 1024 * 1024
PATIENCE = 10  # seconds for a reader to end that was asked to
Told = Callable[[int], object]


class Parcel(NamedTuple):
    """Packed items, and how many bytes of the files are done with since the last parcel."""

    items: list[bytes]
    done: int


class ReaderLost(RuntimeError):
    """The reading process was ended from outside. The message is one line, for a person to read."""


def is_worth_it(order: Order) -> bool:
    from redaksi.wire.files import found_at

    sizes = accumulate(found.size for found in found_at(order.paths))
    return (os.cpu_count() or 1) > 1 and any(size >= WORTH for size in sizes)


def items_of(order: Order, told: Told) -> Iterator[Read]:
    """As `reading.items_of` yields them. Raises what that raises, and `ReaderLost`."""
    from django.utils import translation

    context: Any = processes.context()
    ours, its = context.Pipe(duplex=False)
    # What is ordered goes packed: where the process starts from nothing, it has no models yet to understand it with.
    arguments = (pickle.dumps(order), translation.get_language(), its, ours)
    reader = context.Process(target=_serve, args=arguments, name="redaksi-reader", daemon=True)
    reader.start()
    its.close()
    try:
        for parcel in _parcels(ours, reader):
            yield from map(pickle.loads, parcel.items)
            told(parcel.done)
    finally:
        ours.close()
        _end(reader)


def _parcels(ours: Connection, reader: BaseProcess) -> Iterator[Parcel]:
    from django.utils.translation import gettext as _

    while True:
        try:
            said = ours.recv()
        except (EOFError, OSError) as error:
            reader.join(PATIENCE)
            why = _("The process that reads was ended (%(code)s). What has come in stands; run it again, and it goes on.")
            raise ReaderLost(why % {"code": reader.exitcode}) from error
        if isinstance(said, Exception):
            raise said
        if said is None:
            return
        yield said


def _end(reader: BaseProcess) -> None:
    reader.terminate()
    reader.join(PATIENCE)
    if reader.is_alive():
        reader.kill()
        reader.join()


def _serve(packed_order: bytes, language: str, mouth: Connection, ear: Connection) -> None:
    """What the reader does: read what is ordered, and hand it over, as long as somebody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us hears it, too, and ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    ear.close()
    try:
        for parcel in _read(packed_order, language):
            mouth.send(parcel)
        mouth.send(None)
    except BrokenPipeError:
        return
    except Exception as error:  # to be raised where somebody hears it
        mouth.send(_portable(error))


def _read(packed_order: bytes, language: str) -> Iterator[Parcel]:
    import django
    from django.utils import translation

    django.setup()
    from redaksi.wire import reading

    order = pickle.loads(packed_order)  # noqa: S301 -- by whoever started us
    with translation.override(language):
        yield from _parcelled(lambda told: reading.items_of(order, told))


def _parcelled(read: Callable[[Told], Iterable[Read]]) -> Iterator[Parcel]:
    items: list[bytes] = []
    size = done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more

    for each in read(count):
        items.append(pickle.dumps(each, pickle.HIGHEST_PROTOCOL))
        size += len(items[-1])
        if len(items) >= AT_ONCE or size >= MOST_BYTES:
            yield Parcel(items, done)
            items, size, done = [], 0, 0
    yield Parcel(items, done)


def _portable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 -- packed a moment ago
    except Exception:  # whatever it holds
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
