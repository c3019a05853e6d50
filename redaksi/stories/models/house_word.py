from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class HouseWord(models.Model):
    """A word that this house writes so, whatever a dictionary says. In small letters."""

    word = models.CharField(_("word"), max_length=60, unique=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["word"]
        verbose_name = _("word of the house")
        verbose_name_plural = _("house list")

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        self.word = " ".join(self.word.lower().split())
