from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryHour(models.Model):
    """How often a story was read in one hour; kept for some days, for lists and for what goes on now.

    `readings`: visits in which it was read, each once. `weight`: the same for ranking, where many readings from one network
    weigh less and less.
    """

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="+", verbose_name=_("story"))
    hour = models.DateTimeField(_("hour"))
    readings = models.PositiveIntegerField(_("readings"), default=0)
    weight = models.FloatField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("readings in an hour")
        verbose_name_plural = _("readings in an hour")
        constraints = [models.UniqueConstraint(fields=["story", "hour"], name="story_hour")]
        indexes = [models.Index(fields=["hour", "-weight"], name="story_hour_weight")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.hour:%Y-%m-%d %H}: {self.readings}"


class StoryDay(models.Model):
    """How a story was read on one day of the paper: how often, how far, for how long, where readers came from, on what.

    `seconds`: in view, of all readings together. `reached_…`: readings that came so far (quarters of the text).
    `offered`, `taken`: how often it came into view below other stories, and was clicked there. `handed`: how often the page
    store gave it out, with or without a script that could tell.
    """

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="+", verbose_name=_("story"))
    day = models.DateField(_("day"))
    readings = models.PositiveIntegerField(_("readings"), default=0)
    weight = models.FloatField(default=0)
    seconds = models.PositiveBigIntegerField(_("seconds in view"), default=0)
    reached_1 = models.PositiveIntegerField(_("read a quarter"), default=0)
    reached_2 = models.PositiveIntegerField(_("read half"), default=0)
    reached_3 = models.PositiveIntegerField(_("read three quarters"), default=0)
    reached_4 = models.PositiveIntegerField(_("read to the end"), default=0)
    from_direct = models.PositiveIntegerField(_("came directly"), default=0)
    from_search = models.PositiveIntegerField(_("came from search"), default=0)
    from_social = models.PositiveIntegerField(_("came from social media"), default=0)
    from_other = models.PositiveIntegerField(_("came from other sites"), default=0)
    from_paper = models.PositiveIntegerField(_("came from our pages"), default=0)
    on_phone = models.PositiveIntegerField(_("on telephones"), default=0)
    on_tablet = models.PositiveIntegerField(_("on tablets"), default=0)
    on_computer = models.PositiveIntegerField(_("on computers"), default=0)
    offered = models.PositiveIntegerField(_("recommended"), default=0)
    taken = models.PositiveIntegerField(_("taken up"), default=0)
    handed = models.PositiveIntegerField(_("pages handed out"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("readings on a day")
        verbose_name_plural = _("readings on a day")
        constraints = [models.UniqueConstraint(fields=["story", "day"], name="story_day")]
        indexes = [models.Index(fields=["day", "-weight"], name="story_day_weight")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.day}: {self.readings}"
