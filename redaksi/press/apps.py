from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "redaksi.press"
    verbose_name = _("Press")

    def ready(self) -> None:
        from redaksi.press import receivers
        from redaksi.press.cards import tasks

        receivers.connect()
        tasks.connect()
