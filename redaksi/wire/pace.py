"""How far a run is: by the bytes of its files, for nobody knows how many items are in them before they are read."""

from collections.abc import Callable

from redaksi.wire.opened import OpenedFile


class Pace:
    """`read` hears of bytes of the files that are done with, `picture` of pictures that were fetched: how many more."""

    def __init__(
        self, read: Callable[[int], object] = lambda count: None, picture: Callable[[int], object] = lambda count: None
    ) -> None:
        self.picture = picture
        self.read = read
        self._before = 0
        self._told = 0
        self._items: OpenedFile | None = None
        self._done = 0

    def item_read(self, file: OpenedFile) -> None:
        """One more item of this file. Where its reader knows how many there are, their share of it; else its bytes."""
        if file is not self._items:
            self._items, self._done = file, 0
        self._done += 1
        position = file.bytes_read
        if file.extent.items:
            position = position * min(self._done, file.extent.items) // file.extent.items
        self._tell(self._before + position)

    def file_read(self, size: int) -> None:
        """All of the file on the disk."""
        self._before += size
        self._tell(self._before)

    def _tell(self, done: int) -> None:
        if done > self._told:
            self.read(done - self._told)
            self._told = done
