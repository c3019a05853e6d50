from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def name_the_acts(actions: Any) -> None:
    actions.register_action("redaksi.withdraw", _("Withdraw"), _("Withdrawn"))
    actions.register_action("redaksi.hold", _("Hold back"), _("Held back"))
    actions.register_action("redaksi.decide", _("Decide on a held story"), _("Decided on the held story"))
    actions.register_action("redaksi.approve", _("Approve"), _("Approved, exactly as it was"))
    actions.register_action("redaksi.small_fix", _("Small fix"), _("Small fix of an approved text"))
    actions.register_action("redaksi.flash", _("Publish by the flash lane"), _("Published by the flash lane, alone"))
    actions.register_action("redaksi.read_again", _("Second reading"), _("Read a second time"))
    actions.register_action("redaksi.unschedule", _("Unschedule"), _("Not planned any more"))
    actions.register_action("redaksi.reschedule", _("Move to another time"), _("Moved to another time"))
    actions.register_action("redaksi.renew", _("Renew from its source"), _("New version from its source"))
    actions.register_action("redaksi.reinstate", _("Bring back from an archive"), _("Came back from an archive"))
    actions.register_action("redaksi.take_back", _("Undo an import"), _("Import undone: the version before it is back"))
    actions.register_action("redaksi.write_correction", _("Write a correction"), _("Wrote a correction"))
    actions.register_action("redaksi.drop_correction", _("Drop a correction"), _("Dropped a correction that nobody had seen"))
    actions.register_action("redaksi.correct", _("Correct"), _("Corrected, in the open"))
    actions.register_action("redaksi.unverified", _("Publish unverified"), _("Marked as unverified, on all four grounds"))
    actions.register_action("redaksi.hand_over_verifying", _("Hand on the verifying"), _("Handed on the verifying"))
    actions.register_action("redaksi.verified", _("Say that it is verified"), _("Verified since, in a story of its own"))
    actions.register_action("redaksi.protect", _("Protect"), _("Protected: its words are masked"))
    actions.register_action("redaksi.mask_entry", _("Mask an entry of the ledger"), _("Masked an entry of the ledger"))
    actions.register_action("redaksi.erase", _("Erase what is protected"), _("Erased for good"))
    actions.register_action("redaksi.erase_entry", _("Erase an entry's words"), _("Erased an entry's words for good"))
