from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "redaksi.archive"
    verbose_name = _("Archive")

    def ready(self) -> None:
        from redaksi.archive import receivers

        receivers.connect()
