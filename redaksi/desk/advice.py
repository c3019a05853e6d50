"""Places in the story form where the archive's advice stands. They are empty until the page asks for it: see `advice.js`."""

from typing import Any

from django.forms import Media
from wagtail.admin.panels import Panel


class AdvicePanel(Panel):
    """`about` is "repeats" or "topics"."""

    def __init__(self, about: str = "", **kwargs: Any) -> None:
        super().__init__(**{"classname": "desk-advice", **kwargs})
        self.about = about

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "about": self.about}

    @property
    def clean_name(self) -> str:
        return f"advice_{self.about}"

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/advice/place.html"

        @property
        def media(self) -> Media:
            return Media(js=["desk/advice.js"])
