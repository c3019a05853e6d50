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
    short_name = models.CharField(
        _("short name"), max_length=30, blank=True, help_text=_("Below the icon on a telephone; the name where empty.")
    )
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
    icon = models.ForeignKey(
        "stories.Photo",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("icon"),
        help_text=_("Square, 512 pixels or more: in the browser's tab, on telephones, as the logo for search engines."),
    )
    has_full_feeds = models.BooleanField(
        _("whole stories in feeds"), default=False, help_text=_("Otherwise feeds carry the summary and the link.")
    )
    is_open_to_ai = models.BooleanField(
        _("let in crawlers that train AI"),
        default=False,
        help_text=_("robots.txt asks those that are known to stay away. Search engines are always let in."),
    )
    ads_txt = models.TextField(
        "ads.txt", blank=True, help_text=_("Who may sell your advertising space: the lines that your ad networks give you.")
    )
    security_contact = models.CharField(
        _("contact for security reports"),
        max_length=200,
        blank=True,
        help_text=_("An e-mail address or a page, told in security.txt; the newsroom's e-mail where empty."),
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
