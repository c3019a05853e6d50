"""Names of sections as Indonesian newsrooms use them, and the trail of links above a story."""

import re

KNOWN = frozenset(
    [
        *(
            "berita",
            "nasional",
            "dunia",
            "internasional",
            "ekonomi",
            "bisnis",
            "keuangan",
            "politik",
            "hukum",
            "kriminal",
            "daerah",
        ),
        *("nusantara", "regional", "metro", "metropolitan", "megapolitan", "kota", "desa", "lingkungan", "sains", "teknologi"),
        *(
            "tekno",
            "kesehatan",
            "budaya",
            "seni",
            "seni budaya",
            "hiburan",
            "selebritis",
            "seleb",
            "selebriti",
            "entertainment",
        ),
        *(
            "olahraga",
            "bola",
            "sepak bola",
            "sport",
            "opini",
            "kolom",
            "tajuk",
            "editorial",
            "gaya hidup",
            "lifestyle",
            "wisata",
        ),
        *("travel", "kuliner", "otomotif", "pendidikan", "edukasi", "agama", "humaniora", "musik", "film", "tv", "pariwisata"),
        *("peristiwa", "news", "global", "properti", "pertanian", "energi", "cek fakta", "foto", "video", "resensi", "sosok"),
        *("sosial", "keluarga", "perempuan", "anak", "sejarah", "investigasi", "laporan khusus", "advertorial", "internet"),
    ]
)
_TRAIL = re.compile(r"\s*[>›»/|]\s*")
_HOME = {"home", "beranda", "depan", "index"}
LONGEST = 80


def section_in(text: str, of_this_paper: frozenset[str]) -> str:
    """The section that a line of the page's head names: by its name, or at the end of a trail; else empty."""
    if len(text) > LONGEST:
        return ""
    parts = [part for part in _TRAIL.split(text) if part]
    if len(parts) > 1 and parts[0].casefold() in _HOME:
        named = [part for part in parts[1:] if part.casefold() in KNOWN | of_this_paper]
        return (named or parts[1:])[0]
    is_name = len(parts) == 1 and text.casefold() in KNOWN | of_this_paper
    return text if is_name else ""
