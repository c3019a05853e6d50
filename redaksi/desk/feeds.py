"""The sources that the newsroom follows, as those see them who set them up."""

from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from redaksi.staff.models import User
from redaksi.wire.models import Feed

FAILED_TOO_OFTEN = 3


def may_set_up_feeds(user: User) -> bool:
    return user.has_perm("wire.change_feed")


def in_trouble() -> QuerySet[Feed]:
    """Switched on, and yet nothing comes from them: gone for good, or failed so often that a person has to look."""
    ill = Feed.objects.filter(is_on=True)
    return (ill.filter(failures__gte=FAILED_TOO_OFTEN) | ill.filter(is_gone=True)).order_by("-failures", "name", "pk")


def address_of_trial(feed: Feed) -> str:
    return reverse("try_feed", args=[quote(feed.pk)])


class StateColumn(BaseColumn):
    """On or off; when it was asked, what went wrong then, when it is asked next."""

    cell_template_name = "desk/feeds/state.html"

    def get_cell_context_data(self, instance: Feed, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "feed": instance}


class FeedList(IndexView):
    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Nothing is done to many feeds at once, and a phone has room for two columns."""
        return [column for column in super().columns if column.name != "bulk_actions"]


class AddFeed(CreateView):
    def get_success_url(self) -> str:
        """A new source is tried before it is switched on."""
        return address_of_trial(self.object)


class EditFeed(EditView):
    @property
    def header_buttons(self) -> list[HeaderButton]:
        trial = HeaderButton(_("Try it now"), url=address_of_trial(self.object), icon_name="rotate")
        return [trial, *super().header_buttons]


class FeedViewSet(SnippetViewSet):
    model = Feed
    icon = "download"
    menu_label = _("Sources of incoming news")
    menu_name = "feeds"
    menu_order = 640
    add_to_settings_menu = True
    index_view_class = FeedList
    add_view_class = AddFeed
    edit_view_class = EditFeed
    copy_view_enabled = False
    list_display = [
        "name",
        StateColumn("is_on", label=_("State"), sort_key="is_on"),
    ]
    list_filter = ["is_on"]
    search_backend_name = None
    search_fields = ["name", "url"]
    panels = [
        FieldPanel("name"),
        FieldPanel("url", help_text=_("Of the feed itself: RSS, Atom or JSON Feed.")),
        FieldPanel("section"),
        MultiFieldPanel(
            [FieldPanel("usage_terms"), FieldPanel("rights_url"), FieldPanel("may_be_passed_on")], heading=_("Terms of use")
        ),
        FieldRowPanel([FieldPanel("every_minutes"), FieldPanel("is_on")]),
    ]
