"""What readers may ask of the paper and are not told: for whoever can write it down."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from redaksi.stories import identity
from redaksi.stories.models import Paper


class Untold(Component):
    name = "untold"
    order = 45
    template_name = "desk/start_page/untold.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        if not parent_context["request"].user.has_perm("stories.change_paper"):
            return {"gaps": []}
        paper = Paper.load()
        settings = reverse("wagtailsettings:edit", args=["stories", "paper", paper.pk])
        return {"gaps": identity.gaps(paper, identity.live_policies()), "settings": settings}


PANELS = [Untold]
