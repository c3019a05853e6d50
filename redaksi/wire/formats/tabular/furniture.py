"""Lines of a page that came along with its text and are no part of the story: teasers, share lines, buttons."""

import re

_FIRST_WORDS = {
    *("baca", "simak", "lihat", "tonton", "saksikan", "ikuti", "follow", "bagikan", "sebarkan", "share", "advertisement"),
    *("iklan", "scroll", "gulir", "selengkapnya", "halaman", "copyright", "artikel", "dapatkan", "gabung", "bergabung"),
    *("download", "unduh", "daftar"),
}
_PLACES = "google news|whatsapp|telegram|instagram|facebook|twitter|youtube|tiktok|channel|saluran|kami di"
_FURNITURE = re.compile(
    r"(?:(?:baca|simak|lihat|tonton)(?: juga| selengkapnya| artikel lainnya)?\s*:|(?:baca|simak|lihat|tonton) juga\b"
    rf"|(?:ikuti|follow)\b.{{0,80}}\b(?:{_PLACES})\b"
    r"|share this\b|(?:bagikan|sebarkan)\b.{0,40}$|(?:advertisement|iklan)$"
    r"|scroll to (?:continue|resume)\b|gulir (?:untuk|ke bawah)\b|\[gambas:.{0,80}\]"
    r"|(?:selengkapnya|daftar isi)[.: …]*$|halaman (?:selanjutnya|berikutnya)\b"
    r"|(?:simak berita )?selengkapnya di halaman|copyright\b|©|artikel ini telah tayang di\b"
    r"|(?:dapatkan|simak) (?:update )?(?:berita|informasi|artikel) .{0,60}\b(?:pilihan|ter\w+|lainnya)\b"
    r"|(?:ber)?gabung\b.{0,80}\b(?:grup|channel|telegram|whatsapp)\b|(?:download|unduh)\b.{0,80}\baplikasi\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:baca|simak|lihat)(?: juga)\s*:?$", re.IGNORECASE)
LONGEST = 220
MOST_OF_TITLE = 160


def is_furniture(line: str) -> bool:
    """Cheap for prose: only a line that begins like furniture is looked at twice."""
    if len(line) > LONGEST:
        return False
    first = line.split(None, 1)[0].rstrip(":.,").casefold() if line.strip() else ""
    return (first in _FIRST_WORDS or first.startswith(("[gambas", "©"))) and bool(_FURNITURE.match(line))


def announces_title(line: str) -> bool:
    """Whether the headline of another story may stand below."""
    return line.endswith(":") and bool(_OPENS.match(line))


def may_be_title(line: str) -> bool:
    """No sentence, and more capitals than small words: a headline."""
    words = [word for word in line.split() if word[0].isalpha()]
    is_sentence = line.endswith((".", "!", "”", '"', ":"))
    return (
        bool(words) and len(line) <= MOST_OF_TITLE and not is_sentence and sum(w[0].isupper() for w in words) * 2 > len(words)
    )
