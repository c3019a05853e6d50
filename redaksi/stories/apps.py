from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    name = "redaksi.stories"
    verbose_name = _("Stories")

    def ready(self) -> None:
        from redaksi.stories import founding, picture_files, receivers
        from redaksi.stories.ledger.guards import guard_after_migrating

        picture_files.register()
        receivers.connect()
        post_migrate.connect(founding.found_after_migrating, sender=self)
        post_migrate.connect(guard_after_migrating, sender=self)
