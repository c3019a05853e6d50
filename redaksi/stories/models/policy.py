from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from redaksi.stories.blocks import Body


class PolicySubject(models.TextChoices):
    """What a page on how the paper works is about. Crawlers are told of most by a name of schema.org's."""

    PRINCIPLES = "principles", _("Guideline for online news")
    ETHICS = "ethics", _("Code of ethics")
    CORRECTIONS = "corrections", _("Corrections")
    REPLY = "reply", _("Right of reply and complaints")
    PRIVACY = "privacy", _("Readers' data")
    UNNAMED_SOURCES = "unnamed-sources", _("Unnamed sources")
    AI = "ai", _("Artificial intelligence")
    VERIFICATION = "verification", _("Verification")
    OWNERSHIP = "ownership", _("Ownership and funding")
    DIVERSITY = "diversity", _("Diversity")
    MISSION = "mission", _("Mission")


class Policy(Page):
    """A page on how this paper works: its ethics, its corrections, what it does with readers' data."""

    subject = models.CharField(
        _("what it is about"),
        max_length=20,
        choices=PolicySubject,
        blank=True,
        help_text=_("Search engines and “The newsroom” find it by this."),
    )
    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    parent_page_types = ["stories.FrontPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
