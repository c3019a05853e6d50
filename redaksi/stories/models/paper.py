from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable


@register_setting(icon="home", order=10)
class Paper(BaseGenericSetting, ClusterableModel):
    """Who publishes this paper and how it is reached. UU Pers 40/1999 pasal 12 asks for name, address, responsible person."""

    name = models.CharField(_("name of the paper"), max_length=120, default="Redaksi")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    publisher = models.CharField(_("publishing company"), max_length=200, blank=True)
    responsible_person = models.CharField(_("responsible person"), max_length=200, blank=True)
    address = models.TextField(_("address"), blank=True)
    email = models.EmailField(_("e-mail of the newsroom"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    google_news_url = models.URLField(
        _("page on Google News"), blank=True, help_text=_("Shows “Follow on Google News” on every story.")
    )
    is_preferred_source_shown = models.BooleanField(
        _("show “Preferred source on Google”"),
        default=False,
        help_text=_("Works for a domain or subdomain of your own."),
    )
    is_demo = models.BooleanField(_("this is a demo edition"), default=False, help_text=_("Says so on every page."))

    class Meta:
        verbose_name = _("the paper")

    def __str__(self) -> str:
        return self.name

    @property
    def preferred_source_url(self) -> str:
        """Google's own link to make this site a preferred source; empty until it is switched on."""
        domain = settings.SITE_URL.split("//", 1)[1]
        return f"https://www.google.com/preferences/source?q={domain}" if self.is_preferred_source_shown else ""


class MastheadLine(Orderable):
    """One line of the *susunan redaksi*."""

    paper = ParentalKey(Paper, on_delete=models.CASCADE, related_name="masthead")
    position = models.CharField(_("position"), max_length=120)
    names = models.CharField(_("names"), max_length=500)

    class Meta(Orderable.Meta):
        verbose_name = _("masthead line")
        verbose_name_plural = _("masthead")

    def __str__(self) -> str:
        return f"{self.position}: {self.names}"
