"""The sizes and formats in which photographs leave, made once, by the worker."""

from django.tasks import task

from redaksi.stories.models.photo import Photo

WIDE = ("fill-360x203", "fill-720x405", "fill-1200x675")  # 16:9: cards and the head of a story
WHOLE = ("width-720", "width-1200")  # in the text, never cut
WIDE_SPECS = tuple(f"{size}|format-webp|webpquality-78" for size in WIDE)
WHOLE_SPECS = tuple(f"{size}|format-webp|webpquality-78" for size in WHOLE)
SHARED_SPEC = "fill-1200x675|format-jpeg|jpegquality-82"  # for those that take no WebP: link previews
ALL_SPECS = (*WIDE_SPECS, *WHOLE_SPECS, SHARED_SPEC)


@task
def make_in_background(photo_id: int) -> int:
    """Make every rendition of the photo that is missing; returns how many there are."""
    photo = Photo.objects.filter(pk=photo_id).first()
    return len(photo.get_renditions(*ALL_SPECS)) if photo else 0
