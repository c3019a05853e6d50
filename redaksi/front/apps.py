from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrontConfig(AppConfig):
    name = "redaksi.front"
    verbose_name = _("Front")

    def ready(self) -> None:
        from redaksi.front import receivers

        receivers.connect()
