from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SETTING_UP = [f"wire.{verb}_{noun}" for noun in ("feed", "partner") for verb in ("add", "change")]


class WireConfig(AppConfig):
    name = "redaksi.wire"
    verbose_name = _("Wire")

    def ready(self) -> None:
        from redaksi.staff.groups import Role
        from redaksi.stories import founding
        from redaksi.wire import changes, forgetting

        changes.connect()
        forgetting.connect()
        founding.grant_from_the_first_day([*SETTING_UP, "wire.view_delivery"], Role.CHIEF_EDITOR, Role.ADMIN)
