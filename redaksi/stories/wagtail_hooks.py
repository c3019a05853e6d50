from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def name_the_acts(actions: Any) -> None:
    actions.register_action("redaksi.withdraw", _("Withdraw"), _("Withdrawn"))
    actions.register_action("redaksi.renew", _("Renew from its source"), _("New version from its source"))
    actions.register_action("redaksi.reinstate", _("Bring back from an archive"), _("Came back from an archive"))
    actions.register_action("redaksi.take_back", _("Undo an import"), _("Import undone: the version before it is back"))
