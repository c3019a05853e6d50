from redaksi.wire.models.asked_link import AskedLink
from redaksi.wire.models.change import Change, ChangeClock
from redaksi.wire.models.delivery import Delivery
from redaksi.wire.models.feed import Feed
from redaksi.wire.models.incoming import Incoming, IncomingState
from redaksi.wire.models.origin import Origin, OriginChange
from redaksi.wire.models.partner import Partner, PartnerFormat

__all__ = [
    "AskedLink",
    "Change",
    "ChangeClock",
    "Delivery",
    "Feed",
    "Incoming",
    "IncomingState",
    "Origin",
    "OriginChange",
    "Partner",
    "PartnerFormat",
]
