"""How a size of a photograph becomes a file: upright, with its colours, and nothing else of what the original says of itself.

Willow would hand on to JPEG and PNG what a camera noted (where, when, by whom), and have AVIF made with more work than repays.
"""

from typing import IO

from PIL import Image
from willow import image as files
from willow.plugins.pillow import PillowImage
from willow.registry import registry

AVIF_SPEED = 8  # of 10: a third of the work of Pillow's own 6, for a few per cent more bytes
KINDS = (
    *(files.JPEGImageFile, files.PNGImageFile, files.GIFImageFile, files.BMPImageFile, files.TIFFImageFile),
    *(files.WebPImageFile, files.HeicImageFile, files.AvifImageFile, files.IcoImageFile),
)
NOTED = ("exif", "xmp", "comment")


def register() -> None:
    for kind in KINDS:
        registry.register_converter(kind, PillowImage, open_bare)
    _save_avif_quickly()


def open_bare(file: files.ImageFile) -> PillowImage:
    picture = PillowImage.open(file).auto_orient()
    for name in NOTED:
        picture.get_pillow_image().info.pop(name, None)
    return picture


def _save_avif_quickly() -> None:
    Image.init()
    save = Image.SAVE["AVIF"]

    def save_quickly(image: Image.Image, file: IO[bytes], name: str | bytes) -> None:
        image.encoderinfo.setdefault("speed", AVIF_SPEED)
        save(image, file, name)

    Image.register_save("AVIF", save_quickly)
