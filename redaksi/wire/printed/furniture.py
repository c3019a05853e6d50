"""What stands on a page and is no part of the story: follow and share lines, teasers of other stories, buttons."""

import re

from .wordlist import words_in

_PLACES_TO_FOLLOW = "google news|whatsapp|telegram|instagram|facebook|twitter|youtube|tiktok|channel|saluran|kanal|kami|berita"
_STARTS = (
    rf"(?:follow|ikuti)\b.{{0,80}}\b(?:{_PLACES_TO_FOLLOW})\b",
    r"(?:you can )?share this\b|(?:bagikan|sebarkan)\b.{0,40}$|salin (?:tautan|link)|copy (?:link|url)",
    r"(?:baca|simak|lihat|tonton)(?: juga| selengkapnya)?\s*:",
    r"(?:baca|simak|lihat|tonton) juga\b",
    r"(?:dapatkan|cek|pilihan|simak) (?:update )?(?:berita|informasi|artikel) .{0,60}\b(?:pilihan|ter\w+|lainnya)\b",
    r"(?:ber)?(?:gabung|langganan)\b.{0,80}\b(?:grup|channel|telegram|whatsapp|newsletter|buletin|sekarang)\b",
    r"(?:download|unduh|install)\b.{0,80}\b(?:aplikasi|sekarang)\b",
    r"(?:©|\(c\)|copyright\b|hak cipta (?:©|\(c\)|dilindungi|\d{4}))",
    r"(?:advertisement|scroll to (?:continue|resume)|gulir (?:untuk|ke bawah)|lanjutkan membaca)\b.{0,60}$",
    r"artikel ini telah tayang di\b",
    r"jangan (?:lewatkan|ketinggalan)\b\W*$|(?:baca|simak|lihat|tonton|cek)\b.{0,60}\b(?:lainnya|selengkapnya|di sini)\W*$",
    r"(?:artikel|berita|tulisan) ini (?:telah|sudah|pernah) (?:tayang|terbit|dimuat)\b",
    r"\[gambas:.{0,80}\]",
)
_WHOLE = words_in(
    r"""
    advertisement, iklan, share, tweet, facebook, twitter, whatsapp, telegram, line, x, e-?mail, email, beranda, home,
    login, log in, masuk, daftar, menu, cari, search, kembali, selengkapnya, subscribe, komentar, \d+ komentar, tulis
    komentar, kirim komentar, show comments, tampilkan komentar, loading[. …]*, halaman selanjutnya, halaman berikutnya,
    selanjutnya, berikutnya, sebelumnya, next, prev, lihat semua, cetak, print, simpan, a a a, ukuran huruf, dengarkan
    berita, pasang iklan
    """
)
_LIST_HEADS = (
    r"rekomendasi(?: artikel| berita| untuk anda| redaksi)?",
    r"(?:berita|artikel|topik) (?:terkait|lainnya|terbaru|terkini|populer|terpopuler|pilihan|rekomendasi)",
    r"terpopuler|terkini|trending(?: topics?)?|paling banyak dibaca|pilihan (?:editor|untuk anda|redaksi)",
    r"most (?:read|popular)",
    r"related (?:articles?|stories|posts)|recommended|you may (?:also )?like|baca juga|simak juga|video terkait|lihat juga",
)
_LINE = re.compile(rf"(?:{'|'.join(_STARTS)})|(?:{'|'.join((*sorted(_WHOLE), *_LIST_HEADS))})\s*[:!.]?$", re.IGNORECASE)
_LIST_HEAD = re.compile(rf"(?:{'|'.join(_LIST_HEADS)})\s*:?$", re.IGNORECASE)
_MEDIUM = re.compile(r"(?:berita|follow|ikuti|di)\s+(?P<medium>[A-Z]\w+(?:\.(?:com|co\.id|id|co|net))?)\s+(?:di|on)\b")


def is_furniture(text: str) -> bool:
    return bool(_LINE.match(text)) and len(text) <= 220


def opens_list(text: str) -> bool:
    """Whether the headlines of other stories may follow."""
    return bool(_LIST_HEAD.match(text))


def medium_in(text: str) -> str:
    """The medium that a line of furniture names: "Follow Berita WowKeren.com di Google News"."""
    match = _MEDIUM.search(text)
    return match["medium"] if match else ""
