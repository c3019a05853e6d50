from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from redaksi.stories.blocks.chosen import PhotoChooser


class PhotoInBody(blocks.StructBlock):
    """A photograph among the paragraphs; credit and alternative text come with the photograph."""

    photo = PhotoChooser(label=_("Photo"))
    caption = blocks.CharBlock(
        label=_("Caption"), max_length=500, required=False, help_text=_("The photo's own caption where this is empty.")
    )

    class Meta:
        icon = "image"
        label = _("Photo")
        template = "stories/blocks/photo.html"


class Gallery(blocks.StructBlock):
    """Several photographs that tell one thing."""

    title = blocks.CharBlock(label=_("Title"), max_length=200, required=False)
    photos = blocks.ListBlock(PhotoInBody(), label=_("Photos"), min_num=2, max_num=60)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "stories/blocks/gallery.html"
