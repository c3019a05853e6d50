from .month import Month
from .ping import Ping
from .purge import Purge

__all__ = ["Month", "Ping", "Purge"]
