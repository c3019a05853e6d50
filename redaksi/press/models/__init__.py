from .month import Month
from .ping import Ping
from .purge import Purge
from .stamp import Stamp

__all__ = ["Month", "Ping", "Purge", "Stamp"]
