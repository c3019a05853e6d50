"""The sizes and formats in which photographs leave, made once, by the worker."""

from django.tasks import task

from redaksi.stories.models.photo import Photo

WIDE = ("fill-360x203", "fill-720x405", "fill-1200x675")  # 16:9: cards and the head of a story
WHOLE = ("width-720", "width-1200")  # in the text, never cut
WIDE_SPECS = tuple(f"{size}|format-webp|webpquality-78" for size in WIDE)
WHOLE_SPECS = tuple(f"{size}|format-webp|webpquality-78" for size in WHOLE)
# For those that take no WebP, link previews and search engines: 16:9, 4:3 and 1:1.
SHARED_SPECS = tuple(f"fill-{size}|format-jpeg|jpegquality-82" for size in ("1200x675", "1200x900", "1200x1200"))
SHARED_SPEC = SHARED_SPECS[0]
ALL_SPECS = (*WIDE_SPECS, *WHOLE_SPECS, *SHARED_SPECS)


ICON_SIZES = (96, 180, 192, 512)


def icon_spec(size: int) -> str:
    return f"fill-{size}x{size}-c100|format-png"


@task
def make_icons(photo_id: int) -> int:
    """The paper's icon in every size that browsers, telephones and search engines ask for; returns how many there are."""
    photo = Photo.objects.filter(pk=photo_id).first()
    return len(photo.get_renditions(*map(icon_spec, ICON_SIZES))) if photo else 0


@task
def make_in_background(photo_id: int) -> int:
    """Make every rendition of the photo that is missing; returns how many there are."""
    photo = Photo.objects.filter(pk=photo_id).first()
    return len(photo.get_renditions(*ALL_SPECS)) if photo else 0
