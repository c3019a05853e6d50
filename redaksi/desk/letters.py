"""Newsletters: which there are; each has a page on which an issue is put together."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from redaksi.audience.models import Letter


class LetterViewSet(SnippetViewSet):
    model = Letter
    icon = "mail"
    menu_label = _("Newsletters")
    menu_name = "letters"
    menu_order = 660
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["name", "rhythm", "section", "is_on"]
    search_backend_name = None
    search_fields = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("rhythm"), FieldPanel("hour"), FieldPanel("weekday")]),
        FieldRowPanel([FieldPanel("section"), FieldPanel("topic")]),
        FieldRowPanel([FieldPanel("most_stories"), FieldPanel("language"), FieldPanel("is_on")]),
    ]
