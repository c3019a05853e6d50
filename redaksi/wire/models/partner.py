from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnerFormat(models.TextChoices):
    NINJS_3 = "ninjs-3.1", "ninjs 3.1"
    NINJS_2 = "ninjs-2.2", "ninjs 2.2"
    NINJS_1 = "ninjs-1.6", "ninjs 1.6"
    RSS = "rss", "RSS 2.0"
    ATOM = "atom", "Atom"
    JSON_FEED = "json", "JSON Feed"


class Partner(models.Model):
    """Somebody who takes our stories: in which format, of which section, and the token that lets them in.

    Of the token only a digest is kept. A partner is switched off, never deleted: the delivery log points at it.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    format = models.CharField(_("format"), max_length=10, choices=PartnerFormat, default=PartnerFormat.NINJS_3)
    section = models.ForeignKey(
        "stories.Section",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Empty: the whole paper."),
    )
    has_full_text = models.BooleanField(_("full text"), default=True, help_text=_("Otherwise headline, summary and link."))
    usage_terms = models.CharField(_("terms"), max_length=300, blank=True, help_text=_("On which terms they may use it."))
    contact = models.EmailField(_("e-mail of a person there"), blank=True)
    is_on = models.BooleanField(_("switched on"), default=True)
    token_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    token_end = models.CharField(_("token ends in"), max_length=4, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    asked_at = models.DateTimeField(_("last asked at"), null=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name
