import hashlib
import uuid
from datetime import date
from pathlib import PurePath

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

from redaksi.stories.slugs import slug_of


class DigitalSourceType(models.TextChoices):
    """Where a picture comes from, by IPTC's NewsCodes (https://cv.iptc.org/newscodes/digitalsourcetype/)."""

    CAPTURE = "digitalCapture", _("Photograph")
    NEGATIVE = "negativeFilm", _("Scan of a negative")
    PRINT = "print", _("Scan of a print")
    HUMAN_EDITS = "humanEdits", _("Photograph, edited")
    CREATION = "digitalCreation", _("Drawing, map or chart made by people")
    DATA_DRIVEN = "dataDrivenMedia", _("Chart made from data")
    COMPOSITE = "composite", _("Montage")
    ENHANCED = "algorithmicallyEnhanced", _("Enhanced by a program")
    AI_COMPOSITE = "compositeWithTrainedAlgorithmicMedia", _("Edited with generative AI")
    AI = "trainedAlgorithmicMedia", _("Made by generative AI")
    SCREEN = "screenCapture", _("Screenshot")


class Photo(AbstractImage):
    """A picture with its rights and origin. Without credit and alternative text no story goes out with it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("As printed below it: “Antara/Rina Sari”."))
    caption = models.TextField(_("caption"), blank=True)
    usage_terms = models.CharField(
        _("usage terms"), max_length=255, blank=True, help_text=_("The licence, or what was agreed.")
    )
    expires_at = models.DateField(_("may be used until"), null=True, blank=True)
    digital_source_type = models.CharField(
        _("origin of the picture"), max_length=60, choices=DigitalSourceType, default=DigitalSourceType.CAPTURE
    )
    creator = models.CharField(_("made by"), max_length=255, blank=True)
    copyright_notice = models.CharField(_("copyright notice"), max_length=255, blank=True)
    rights_url = models.URLField(_("web statement of rights"), max_length=500, blank=True)
    shows_children = models.BooleanField(
        _("shows a child's face"),
        default=False,
        help_text=_("Said by who uploads it: it is kept out where an identity is protected."),
    )

    sizes_wanted_at = models.DateTimeField(default=timezone.now, null=True, editable=False, db_index=True)
    """When somebody first had use for more of its sizes than one; not yet, for what came with an archive."""

    admin_form_fields = (
        "title",
        "file",
        "credit",
        "caption",
        "description",
        "usage_terms",
        "expires_at",
        "digital_source_type",
        "creator",
        "copyright_notice",
        "rights_url",
        "shows_children",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions = [("choose_photo", "Can choose photo")]

    @property
    def alt(self) -> str:
        """What a reader who cannot see it is told (Wagtail's column is called `description`)."""
        return self.description

    @alt.setter
    def alt(self, text: str) -> None:
        self.description = text

    @property
    def default_alt_text(self) -> str:
        return self.description

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at < timezone.localdate()

    @property
    def lacks(self) -> list[str]:
        """The fields a story cannot go out without, that are empty here."""
        return [name for name in ("credit", "description") if not getattr(self, name).strip()]

    def is_usable_on(self, day: date) -> bool:
        return self.expires_at is None or day <= self.expires_at

    def get_upload_to(self, filename: str) -> str:
        """Nobody who knows a file's name can guess where it lies: an embargo covers its photographs."""
        name = PurePath(filename)
        return f"originals/{self.uid}/{slug_of(name.stem, 60)}{name.suffix.lower()}"


class Rendition(AbstractRendition):
    """A photo in one of the sizes and formats that a page asks for."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]

    def get_upload_to(self, filename: str) -> str:
        """Short, whatever the photo's own name: the column holds 100 characters, and the folder takes half of them."""
        name = PurePath(filename)
        digest = hashlib.sha1(name.name.encode(), usedforsecurity=False).hexdigest()[:10]
        return f"renditions/{self.image.uid}/{digest}{name.suffix}"
