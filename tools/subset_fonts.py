"""Make the two font files of the readers' face from Source Serif 4 (OFL 1.1).

    npm pack @fontsource-variable/source-serif-4 && tar xzf fontsource-variable-source-serif-4-*.tgz
    python tools/subset_fonts.py package/files

The upright is one variable file on a slant of our own: at weight 400 it is the text cut (optical size 16), at 700 the
display cut (36), so that headlines get the sharp drawing and paragraphs the sturdy one, for the price of one file. The
italic is the text cut alone; browsers fetch it only for pages that set something in italics.

Adobe reserves the name "Source" for the unchanged fonts, so ours are called Redaksi Serif.
"""

import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.ttLib import TTFont
from fontTools.varLib import build, instancer

FONTS = Path(__file__).parent.parent / "redaksi/front/static/front/fonts"
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
PRINTERS = "ıŒœ–—‑‘’‚“”„•…′″‹›€™←↑→↓−\u2009\u202ffifl"
CHARACTERS = [*LATIN, *map(ord, PRINTERS)]
FEATURES = ["kern", "liga", "ccmp", "tnum", "mark"]
FAMILY = "Redaksi Serif"
CUTS = {400: 16, 700: 36}  # weight: optical size


def main(source: Path) -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    _write(_upright(source / "source-serif-4-latin-opsz-normal.woff2"), "redaksi-serif.woff2")
    italic = instancer.instantiateVariableFont(
        _subset(source / "source-serif-4-latin-opsz-italic.woff2"), {"wght": 400, "opsz": 16}
    )
    _write(italic, "redaksi-serif-italic.woff2")
    licence = (source.parent / "LICENSE").read_text().partition("\n")[2]
    (FONTS / "OFL.txt").write_text(f"{italic['name'].getDebugName(0)}\nModified: subset, two cuts joined, renamed.\n{licence}")


def _upright(path: Path) -> TTFont:
    design = DesignSpaceDocument()
    design.addAxis(AxisDescriptor(tag="wght", name="Weight", minimum=400, default=400, maximum=700))
    with tempfile.TemporaryDirectory() as folder:
        for weight, optical_size in CUTS.items():
            cut = instancer.instantiateVariableFont(_subset(path), {"wght": weight, "opsz": optical_size})
            cut.flavor = None
            del cut["STAT"]
            file = f"{folder}/{weight}.ttf"
            cut.save(file)
            design.addSource(
                SourceDescriptor(path=file, name=str(weight), familyName="Source Serif 4", location={"Weight": weight})
            )
        font, _model, _masters = build(design, lambda found: found)
    if "STAT" in font:
        del font["STAT"]
    return font


def _subset(path: Path) -> TTFont:
    font = TTFont(path)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 2, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    return font


def _write(font: TTFont, name: str) -> None:
    for name_id, text in {1: FAMILY, 3: f"{FAMILY} {name}", 4: FAMILY, 6: FAMILY.replace(" ", "")}.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(FONTS / name)
    print(name, (FONTS / name).stat().st_size)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
