from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CorrectionForm(models.TextChoices):
    """As the trade tells them apart. The values stand in the ledger for ever."""

    RALAT = "ralat", _("Erratum: our slip")
    KOREKSI = "koreksi", _("Correction: we were wrong")
    KLARIFIKASI = "klarifikasi", _("Clarification")
    PEMBARUAN = "pembaruan", _("Update: new facts")


LONGEST_NOTE = 4_000


class Correction(models.Model):
    """Written at the desk, and not posted yet. Once an editor has read it, it stands in the ledger, and this row is gone."""

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="waiting_corrections")
    form = models.CharField(_("form"), max_length=20, choices=CorrectionForm, default=CorrectionForm.RALAT)
    is_serious = models.BooleanField(
        _("serious"), default=False, help_text=_("Shown above the text, where nobody can miss it; else below.")
    )
    text = models.TextField(
        _("what readers are told"),
        max_length=LONGEST_NOTE,
        help_text=_("What was wrong, what is right, and an apology where one is due. Without repeating the harm."),
    )
    hides_change = models.BooleanField(
        _("the change itself is not shown"),
        default=False,
        help_text=_("Where the old words would harm a child, a victim or somebody's privacy once more."),
    )
    corrects = models.ForeignKey(
        "stories.LedgerEntry", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("corrects")
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("waiting correction")
        verbose_name_plural = _("waiting corrections")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_form_display()}: {self.story_id}"
