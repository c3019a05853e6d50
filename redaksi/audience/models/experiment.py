from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    RUNNING = "", _("Running")
    FIRST = "first", _("The printed headline is better")
    SECOND = "second", _("The other headline is better")
    NO_DIFFERENCE = "none", _("No difference that matters")
    STOPPED = "stopped", _("Stopped before it was decided")


class Experiment(models.Model):
    """Two headlines of a story, or two stories in one place, tried against each other on the first page: by chance, each visit
    sees one of them.

    `rival`: the story that stands in the place of `story` for every second visit; `place`: 0 is the lead's. `seen_…`: visits
    that saw it; `read_…`: those of them that read the story afterwards, of a place those that opened it from there.
    """

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="+", verbose_name=_("story"))
    other_headline = models.CharField(_("other headline"), max_length=200, blank=True)
    rival = models.ForeignKey(
        "stories.Story", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("other story")
    )
    place = models.PositiveSmallIntegerField(_("place"), null=True, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)
    verdict = models.CharField(_("result"), max_length=10, choices=Verdict, default=Verdict.RUNNING, blank=True)
    seen_first = models.PositiveIntegerField(default=0)
    read_first = models.PositiveIntegerField(default=0)
    seen_second = models.PositiveIntegerField(default=0)
    read_second = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ("add", "change", "view")
        verbose_name = _("headline trial")
        verbose_name_plural = _("headline trials")
        constraints = [
            models.UniqueConstraint(
                fields=["story"], condition=models.Q(ended_at=None, rival=None), name="one_trial_of_a_story"
            ),
            models.UniqueConstraint(
                fields=["place"], condition=models.Q(ended_at=None, rival__isnull=False), name="one_trial_of_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.other_headline
