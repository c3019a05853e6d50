"""Taking pages out of the store that a change made wrong: noted with the change, done right after it."""

import logging
from collections.abc import Collection, Iterable
from functools import partial

from django.conf import settings
from django.db import transaction

from redaksi.press import cdn
from redaksi.press.models import Purge
from redaksi.press.store.disk import DiskShelf
from redaksi.press.store.open import open_shelf
from redaksi.press.store.shelf import Shelf

AT_ONCE = 200
log = logging.getLogger(__name__)


def shelf() -> Shelf:
    return open_shelf(settings.PAGES_FOLDER, settings.REDIS_URL)


def purge_after_commit(gone: Collection[str] = (), stale: Collection[str] = ()) -> None:
    """Note it in this transaction, do it once that is committed. One query now, one then."""
    purge = Purge.objects.create(gone=sorted(gone), stale=sorted(set(stale) - set(gone)))
    transaction.on_commit(partial(_do, [purge]), robust=True)


def purge_what_waits() -> int:
    """Do what was noted and not done, for a process was ended or the store did not answer; returns how many there were."""
    waiting = list(Purge.objects.order_by("pk")[:AT_ONCE])
    _do(waiting)
    return len(waiting)


def sweep() -> int:
    """Remove what cut-short writes left in the store; returns how many files."""
    kept = shelf()
    return kept.sweep() if isinstance(kept, DiskShelf) else 0


def _do(purges: Collection[Purge]) -> None:
    if not purges:
        return
    gone, stale = _together(purge.gone for purge in purges), _together(purge.stale for purge in purges)
    try:
        addresses = shelf().purge(gone, stale - gone)
        cdn.purge(addresses, is_urgent=bool(gone))
    except Exception:
        log.exception("The page store does not answer; what changed is purged as soon as it does")
        return
    for purge in purges:  # nearly always one, and one needs no transaction of its own
        purge.delete()


def _together(many: Iterable[list[str]]) -> set[str]:
    return {key for keys in many for key in keys}
