from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class DeskConfig(AppConfig):
    default = True
    name = "redaksi.desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        from redaksi.desk import explorer, panels, receivers, tables
        from redaksi.desk.checking.objections import objections
        from redaksi.stories import rules

        panels.hang()
        receivers.connect()
        tables.come_late()
        explorer.begin_at_the_root()
        rules.also_ask(objections)


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's users and groups, with the newsroom's forms."""

    user_viewset = "redaksi.desk.views.people.UserViewSet"
    group_viewset = "redaksi.desk.views.people.GroupViewSet"
