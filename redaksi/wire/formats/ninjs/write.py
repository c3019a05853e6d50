"""From copy to a file of ninjs."""

import json

from django.utils.translation import gettext as _

from redaksi.stories.copy import StoryCopy
from redaksi.wire import ninjs
from redaksi.wire.ninjs import CARRIED, VERSIONS
from redaksi.wire.status import Status

__all__ = ["CARRIED", "VERSIONS", "write"]


def write(copy: StoryCopy, *, status: Status = Status.USABLE, version: str = "3.1") -> bytes:
    """One item, checked against IPTC's schema of that version; `ValueError` with what it finds, which is a fault of ours.

    A withdrawn story is `Status.CANCELED`: then only which one it is goes out.
    """
    item = ninjs.item_of(copy, status, version)
    if faults := ninjs.faults_of(item, version):
        raise ValueError(_("not as ninjs %(version)s has it: %(fault)s") % {"version": version, "fault": "; ".join(faults)})
    return json.dumps(item, ensure_ascii=False, indent=2).encode() + b"\n"
