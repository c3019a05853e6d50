"""Where the checks stand in the story form. It is empty until the page asks for it: see `checks.js`."""

from django.forms import Media
from wagtail.admin.panels import Panel


class CheckPanel(Panel):
    @property
    def clean_name(self) -> str:
        return "checks"

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/checks/place.html"

        @property
        def media(self) -> Media:
            return Media(js=["desk/checks.js"])
