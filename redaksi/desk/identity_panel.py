from typing import Any

from wagtail.admin.panels import HelpPanel

from redaksi.stories import identity


class IdentityPanel(HelpPanel):
    """On the paper's settings: what readers may ask and are not told yet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"template": "desk/untold.html", **kwargs})

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            gaps = identity.gaps(self.instance, identity.live_policies()) if self.instance.pk else []
            return {**super().get_context_data(parent_context), "gaps": gaps}
