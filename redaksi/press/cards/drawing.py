"""How a card looks. 1200 × 630: what every service shows whole (https://ogp.me, X's summary_large_image)."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from io import BytesIO
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageOps

from redaksi.press.cards.lettering import HEADLINE, TEXT, face, fitted, shortened

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
MEASURE = WIDTH - 2 * MARGIN
SIZES = (84, 76, 68, 60, 52)
MOST_LINES = 4
LEADING = 1.12
LABEL, NAME, CREDIT = 30, 34, 22
QUALITY = 78
# As `front/css/tokens.css` has them.
PAPER, INK, INK_SOFT, ACCENT, RULE = "#fffdf9", "#14171a", "#4a5157", "#a51c16", "#ddd8cd"
WHITE, PALE, GLOW = "#ffffff", "#e9e4d9", "#ff6f5e"


@dataclass(frozen=True)
class Words:
    """In one line each. `label` says what is no plain news: an advertorial, an opinion."""

    headline: str
    section: str
    label: str
    paper: str
    credit: str = ""

    @property
    def above(self) -> str:
        return " · ".join(dict.fromkeys(filter(None, [self.label, self.section])))


def draw(words: Words, photo: BinaryIO | None) -> bytes:
    """A JPEG. Over the photo where there is one, else on the paper's own ground. Raises `OSError` for a broken photo."""
    card = _over(photo) if photo else Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    printable = Words(*(_printable(text) for text in astuple(words)))
    _letter(ImageDraw.Draw(card), printable, is_on_photo=photo is not None)
    out = BytesIO()
    card.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _printable(text: str) -> str:
    """What letters can be set from; the library refuses control characters and halves of a character."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _over(photo: BinaryIO) -> Image.Image:
    """Darker towards the foot, so that white letters are read on any photograph."""
    with Image.open(photo) as opened:
        card = ImageOps.fit(opened.convert("RGB"), (WIDTH, HEIGHT))
    shade = Image.linear_gradient("L").resize((WIDTH, HEIGHT)).point(lambda depth: 90 + depth * 150 // 255)
    return Image.composite(Image.new("RGB", card.size, "#0b0d0f"), card, shade)


def _letter(pen: ImageDraw.ImageDraw, words: Words, is_on_photo: bool) -> None:
    """From the foot upward: the paper's name, the headline, the line above it."""
    strong, soft = (WHITE, PALE) if is_on_photo else (INK, INK_SOFT)
    foot = HEIGHT - MARGIN
    pen.text((MARGIN, foot), shortened(words.paper, MEASURE * 2 // 3, NAME), strong, face(NAME, HEADLINE), anchor="ls")
    if is_on_photo and words.credit:
        credit = shortened(_("Photo: %(credit)s") % {"credit": words.credit}, MEASURE // 3 - 20, CREDIT, TEXT)
        pen.text((WIDTH - MARGIN, foot), credit, soft, face(CREDIT, TEXT), anchor="rs")
    pen.line((MARGIN, foot - NAME - 22, WIDTH - MARGIN, foot - NAME - 22), PALE if is_on_photo else RULE, 2)
    headline = fitted(words.headline, MEASURE, MOST_LINES, SIZES)
    step = round(headline.size * LEADING)
    line = foot - NAME - 22 - 40
    for text in reversed(headline.lines):
        pen.text((MARGIN, line), text, strong, face(headline.size, HEADLINE), anchor="ls")
        line -= step
    if words.above:
        above = shortened(words.above.upper(), MEASURE, LABEL)
        at = line - 12
        pen.rectangle((MARGIN, at - LABEL + 4, MARGIN + 8, at + 2), GLOW if is_on_photo else ACCENT)
        pen.text((MARGIN + 24, at), above, soft if is_on_photo else ACCENT, face(LABEL, HEADLINE), anchor="ls")
