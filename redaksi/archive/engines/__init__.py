"""What keeps the index. An engine is a module here, chosen by the setting `ARCHIVE_ENGINE`; all answer the same calls."""

from functools import lru_cache
from importlib import import_module

from django.conf import settings

from redaksi.archive.engines.contract import Busy, Candidate, Engine, Growing, Health, Unavailable, Writer

__all__ = ["Busy", "Candidate", "Engine", "Growing", "Health", "Unavailable", "Writer", "engine"]


def engine() -> Engine:
    """The one of this installation, kept open as long as the process lives."""
    return _opened(settings.ARCHIVE_ENGINE, settings.ARCHIVE_FOLDER, settings.OPENSEARCH_URL)


@lru_cache(maxsize=4)
def _opened(name: str, folder: str, url: str) -> Engine:
    module = import_module(f"{__name__}.{name}")
    opened: Engine = module.opened(folder, url)
    return opened
