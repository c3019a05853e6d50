"""Names of sections as Indonesian newsrooms use them, and the trail of links above a story."""

import re

from redaksi.wire.printed.wordlist import words_in

KNOWN = words_in(
    """
    advertorial, agama, anak, berita, bisnis, bola, budaya, cek fakta, daerah, desa, dunia, editorial, edukasi, ekonomi,
    energi, entertainment, film, foto, gaya hidup, global, hiburan, hukum, humaniora, internasional, internet,
    investigasi, keluarga, kesehatan, keuangan, kolom, kota, kriminal, kuliner, laporan khusus, lifestyle, lingkungan,
    megapolitan, metro, metropolitan, musik, nasional, news, nusantara, olahraga, opini, otomotif, pariwisata, pendidikan,
    perempuan, peristiwa, pertanian, politik, properti, regional, resensi, sains, sejarah, seleb, selebriti, selebritis,
    seni, seni budaya, sepak bola, sosial, sosok, sport, tajuk, tekno, teknologi, travel, tv, video, wisata
    """
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
