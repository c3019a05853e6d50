from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PushReader(models.Model):
    """A browser that asked to be told of breaking news: an address at its maker's push service, and keys that only it reads.

    Personal data, as an e-mail address is: kept with the consent, gone as soon as the reader or the service says so.
    """

    endpoint = models.URLField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=200)
    auth = models.CharField(max_length=100)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    consent = models.TextField(_("what was consented to"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)

    class Meta:
        default_permissions = ()
        verbose_name = _("browser told of breaking news")
        verbose_name_plural = _("browsers told of breaking news")

    def __str__(self) -> str:
        return f"{self.pk}"


class Push(models.Model):
    """A story that is told to browsers, once: how far that is, and to how many it went."""

    story = models.OneToOneField("stories.Story", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    asked_at = models.DateTimeField(default=timezone.now)
    last_reader = models.BigIntegerField(default=0)
    count = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ("add", "view")
        verbose_name = _("breaking news told to browsers")
        verbose_name_plural = _("breaking news told to browsers")

    def __str__(self) -> str:
        return self.title
