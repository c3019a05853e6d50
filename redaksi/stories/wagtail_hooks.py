from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def name_the_acts(actions: Any) -> None:
    actions.register_action("redaksi.withdraw", _("Withdraw"), _("Withdrawn"))
