"""Whether an item may be used, as its sender says; IPTC's words."""

from enum import StrEnum


class Status(StrEnum):
    """`CANCELED` is what we call withdrawn; `WITHHELD` may be read, and not be published until told."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"
