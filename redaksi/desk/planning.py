"""Who is on duty, and the plan of the day."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from redaksi.stories.models import Assignment, Shift


class ShiftViewSet(SnippetViewSet):
    model = Shift
    icon = "user"
    menu_label = _("Editors on duty")
    menu_name = "shifts"
    menu_order = 655
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["user", "begins_at", "ends_at"]
    search_backend_name = None
    panels = [FieldPanel("user"), FieldRowPanel([FieldPanel("begins_at"), FieldPanel("ends_at")])]


class AssignmentViewSet(SnippetViewSet):
    model = Assignment
    icon = "calendar-alt"
    menu_label = _("Plan of the day")
    menu_name = "assignments"
    menu_order = 70
    add_to_admin_menu = True
    list_display = ["slugline", "section", "assigned_to", "due_at", "length_words", "wants_photo"]
    list_filter = ["section", "assigned_to", "wants_photo"]
    search_backend_name = None
    search_fields = ["slugline"]
    panels = [
        FieldRowPanel([FieldPanel("slugline"), FieldPanel("section")]),
        FieldRowPanel([FieldPanel("assigned_to"), FieldPanel("due_at")]),
        FieldRowPanel([FieldPanel("length_words"), FieldPanel("wants_photo")]),
        FieldPanel("note"),
    ]
