from django.db import models
from django.utils.translation import gettext_lazy as _


class Said(models.Model):
    """One quote of a story that readers have, or had: who said what, as what, when. Made from the story and again with it.

    `person` is the topic that the desk named, or the only person topic whose name or spelling is what was printed.
    `speaker_key` is the printed name in small letters, `stems` what its words are found by, each between spaces.
    """

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="+", verbose_name=_("story"))
    position = models.PositiveIntegerField()
    text = models.TextField(_("quote"))
    speaker = models.CharField(_("speaker"), max_length=300, blank=True)
    speaker_key = models.CharField(max_length=300, blank=True, db_index=True)
    role = models.CharField(_("role"), max_length=300, blank=True)
    person = models.ForeignKey(
        "stories.Topic", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("person"), db_index=False
    )
    source = models.ForeignKey(
        "stories.Source", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("source")
    )
    said_at = models.DateTimeField(_("published at"))
    stems = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [models.UniqueConstraint(fields=["story", "position"], name="said_once_at_its_place")]
        indexes = [
            models.Index(fields=["-said_at", "-id"], name="said_newest_first"),
            models.Index(fields=["person", "-said_at", "-id"], name="said_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:60]}"
