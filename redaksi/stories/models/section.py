from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# First parts of addresses that the paper itself answers.
RESERVED = {
    *("admin", "akun", "arsip", "cari", "documents", "en", "feed", "id", "kebijakan", "koreksi", "media", "mitra", "penulis"),
    *("pola", "rangkaian", "redaksi", "sehat", "static", "topik"),
}


class SectionForm(models.TextChoices):
    """How the section's river looks on the front page."""

    LIST = "list", _("List with times")
    PHOTOS = "photos", _("Row of photos")
    OPINION = "opinion", _("Opinion, with names")


class Section(Page):
    """A place in the paper (*rubrik*): its stories are its child pages."""

    # Named by hand: Wagtail's own name for the way back from the page, `section`, is the story's.
    page_ptr = models.OneToOneField(Page, on_delete=models.CASCADE, parent_link=True, related_name="as_section")
    description = models.CharField(_("description"), max_length=300, blank=True)
    form = models.CharField(_("form on the front page"), max_length=20, choices=SectionForm, default=SectionForm.LIST)
    needs_chief = models.BooleanField(
        _("the chief editor reads every story"),
        default=False,
        help_text=_("Stories of this section go out only after the chief editor has approved them, too."),
    )

    parent_page_types = ["stories.FrontPage"]
    subpage_types = ["stories.Story"]
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED or self.slug.isdigit():
            raise ValidationError({"slug": _("This address is the paper's own; choose another.")})
