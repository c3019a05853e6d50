from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page


class FrontPage(Page):
    """The paper's first page. Editors choose what leads it; the newest stories fill the places left."""

    seconds_count = models.PositiveSmallIntegerField(_("stories beside the lead"), default=4, validators=[MinValueValidator(1)])
    section_count = models.PositiveSmallIntegerField(_("stories a section"), default=5, validators=[MinValueValidator(1)])

    subpage_types = ["stories.Section", "stories.Policy"]
    parent_page_types = ["wagtailcore.Page"]
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")


class FrontPlace(Orderable):
    """A place that an editor filled: the first is the lead."""

    front_page = ParentalKey(FrontPage, on_delete=models.CASCADE, related_name="places")
    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="+", verbose_name=_("story"))

    class Meta(Orderable.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return str(self.story)
