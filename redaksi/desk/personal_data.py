"""The register of breaches, and the texts people agree to."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from redaksi.desk.colleague import at_desk
from redaksi.stories.models import Breach, ConsentText


class EnterBreach(CreateView):
    def save_instance(self) -> Any:
        self.form.instance.entered_by = at_desk(self.request)
        return super().save_instance()


class BreachViewSet(SnippetViewSet):
    model = Breach
    icon = "warning"
    menu_label = _("Breaches of personal data")
    menu_name = "breaches"
    menu_order = 660
    add_to_settings_menu = True
    copy_view_enabled = False
    add_view_class = EnterBreach
    list_display = ["found_at", "people_count", "people_told_at", "authority_told_at"]
    search_backend_name = None
    panels = [
        FieldPanel("found_at"),
        FieldPanel("happened"),
        FieldPanel("concerned"),
        FieldPanel("people_count"),
        FieldPanel("measures"),
        FieldRowPanel([FieldPanel("people_told_at"), FieldPanel("authority_told_at")]),
    ]


class WriteConsent(CreateView):
    def save_instance(self) -> Any:
        self.form.instance.written_by = at_desk(self.request)
        return super().save_instance()


class ConsentTextViewSet(SnippetViewSet):
    """A new wording is a new version; what somebody agreed to stays as it was."""

    model = ConsentText
    icon = "doc-full"
    menu_label = _("Consent texts")
    menu_name = "consent-texts"
    menu_order = 662
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    add_view_class = WriteConsent
    list_display = ["__str__", "valid_from"]
    search_backend_name = None
    panels = [FieldPanel("purpose"), FieldPanel("text")]
