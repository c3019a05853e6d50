from django.db import models
from django.utils.translation import gettext_lazy as _


class OldPicture(models.Model):
    """Where the site that was here before showed one of our photos; `path` as `addresses.old_picture` has it."""

    path = models.CharField(_("old address"), max_length=500, unique=True)
    photo = models.ForeignKey("stories.Photo", on_delete=models.CASCADE, related_name="old_addresses")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("old address of a photo")
        verbose_name_plural = _("old addresses of photos")

    def __str__(self) -> str:
        return self.path
