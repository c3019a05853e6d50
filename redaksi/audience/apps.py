from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AudienceConfig(AppConfig):
    name = "redaksi.audience"
    verbose_name = _("Audience")

    def ready(self) -> None:
        from redaksi.audience.letters.keeping import LETTERS
        from redaksi.stories.cases import person

        person.also_keeps(LETTERS)
