from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

PRESS_COUNCIL = "https://dewanpers.or.id/"


class Ownership(models.TextChoices):
    """What kind of house publishes the paper (Journalism Trust Initiative, clauses 3 and 4)."""

    PRIVATE = "private", _("Private company")
    LISTED = "listed", _("Listed company")
    FOUNDATION = "foundation", _("Foundation or association")
    COOPERATIVE = "cooperative", _("Cooperative")
    PUBLIC = "public", _("Public service media")
    STATE = "state", _("Owned by the state or a region")
    PERSON = "person", _("One person")


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
    registration = models.CharField(
        _("registration of the company"),
        max_length=200,
        blank=True,
        help_text=_("Deed, decree or registration number; the press council's verification, where there is one."),
    )
    founded_in = models.PositiveSmallIntegerField(
        _("founded in"), null=True, blank=True, validators=[MinValueValidator(1700), MaxValueValidator(2200)]
    )
    mission = models.TextField(_("mission"), blank=True, help_text=_("What the paper is for, and what it covers first."))
    ownership = models.CharField(_("kind of owner"), max_length=20, choices=Ownership, blank=True)
    owners = models.TextField(_("owners"), blank=True, help_text=_("Who owns how much; who owns the owner."))
    management = models.TextField(_("management"), blank=True, help_text=_("Who leads the company, and where it sits."))
    funding = models.TextField(_("funding"), blank=True, help_text=_("What the paper lives from, in order of weight."))
    complaints_person = models.CharField(
        _("who answers complaints"), max_length=200, blank=True, help_text=_("A name readers can turn to.")
    )
    complaints_email = models.EmailField(_("e-mail for complaints"), blank=True)
    complaint_hours = models.PositiveSmallIntegerField(
        _("hours until a complaint is answered"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 30)],
        help_text=_("Your own promise to readers. For what readers wrote the limit is 2 × 24 hours, whatever stands here."),
    )
    reply_hours = models.PositiveSmallIntegerField(
        _("hours until a right of reply is decided"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 30)],
        help_text=_("The law says: as soon as possible."),
    )
    guideline_url = models.URLField(
        _("the press council's guideline"),
        default=PRESS_COUNCIL,
        help_text=_("The official wording on the council's own site; the footer of every page leads there."),
    )
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
    offers_push = models.BooleanField(
        _("breaking news to browsers"),
        default=False,
        help_text=_("Readers may ask their browser for it; an editor sends each story."),
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
