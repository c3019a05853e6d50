"""Who may take our stories, as those see them who agreed on it with them."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from redaksi.desk.views.partners import NewToken
from redaksi.wire.models import Partner


class StateColumn(BaseColumn):
    """On or off, in which format, of which section, when it last took something."""

    cell_template_name = "desk/partners/state.html"

    def get_cell_context_data(self, instance: Partner, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "partner": instance}


class PartnerList(IndexView):
    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Nothing is done to many partners at once, and a phone has room for two columns."""
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("section")


class AddPartner(CreateView):
    def save_instance(self) -> Partner:
        self.form.instance.created_by = self.request.user
        return super().save_instance()

    def save_action(self) -> HttpResponse:
        """The token is shown in the same answer: it is kept nowhere, so no later page could."""
        return NewToken.as_view()(self.request, pk=self.object.pk)


class EditPartner(EditView):
    @property
    def header_buttons(self) -> list[HeaderButton]:
        token = HeaderButton(_("New token"), url=reverse("new_partner_token", args=[self.object.pk]), icon_name="key")
        held = f"{reverse('deliveries')}?partner={self.object.pk}"
        return [token, HeaderButton(_("What they hold"), url=held, icon_name="list-ul"), *super().header_buttons]


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "globe"
    menu_label = _("Partners")
    menu_name = "partners"
    menu_order = 645
    add_to_settings_menu = True
    index_view_class = PartnerList
    add_view_class = AddPartner
    edit_view_class = EditPartner
    copy_view_enabled = False
    list_display = ["name", StateColumn("is_on", label=_("State"), sort_key="is_on")]
    list_filter = ["is_on", "format", "section"]
    search_backend_name = None
    search_fields = ["name", "contact"]
    panels = [
        FieldPanel("name"),
        FieldPanel("contact", help_text=_("Who is asked when a correction has not arrived.")),
        FieldRowPanel([FieldPanel("format"), FieldPanel("section")]),
        MultiFieldPanel([FieldPanel("has_full_text"), FieldPanel("usage_terms")], heading=_("What was agreed")),
        FieldPanel("is_on"),
    ]
