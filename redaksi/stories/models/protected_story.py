from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProtectionGround(models.TextChoices):
    """For whose sake what was printed is hidden. The values stand in the ledger for ever."""

    CHILD = "child", _("A child")
    VICTIM = "victim", _("A victim")
    PERSONAL_DATA = "personal-data", _("A person's data")


class ProtectedStory(models.Model):
    """A story whose own words would repeat the harm. What it was lies here, for the chief editor alone, until it is erased.

    Everywhere else nothing is left of it: the story's rows are neutral, its versions are gone.
    """

    story = models.OneToOneField("stories.Story", on_delete=models.PROTECT, related_name="protection")
    ground = models.CharField(_("ground"), max_length=20, choices=ProtectionGround)
    kept = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    protected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    protected_at = models.DateTimeField(_("protected at"), auto_now_add=True)
    erased_at = models.DateTimeField(_("erased at"), null=True)

    class Meta:
        verbose_name = _("protected story")
        verbose_name_plural = _("protected stories")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return str(self.story_id)
