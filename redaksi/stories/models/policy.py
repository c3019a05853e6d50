from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from redaksi.stories.blocks import Body


class Policy(Page):
    """A page on how this paper works: its ethics, its corrections, what it does with readers' data."""

    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    parent_page_types = ["stories.FrontPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
