"""Who says so: deaths, guilt and figures with nobody named for them; quotes without a speaker; speakers without a role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from redaksi.desk.checking import Finding, Part, Text
from redaksi.desk.checking.sentences import Sentence, at, sentences

# Words by which a sentence says where it has it from.
_SAYS = (
    r"kata(?!-kata)|ujar|tutur|ucap|ungkap|jelas|terang|tegas|imbuh|papar|sebut|tambah|lanjut|pungkas|beber|klaim|"
    r"cerita|tulis|"
    r"ucapnya|menurut|mengatakan|menyatakan|menyebut(?:kan)?|mengungkap(?:kan)?|menjelaskan|menuturkan|menegaskan|melaporkan|"
    r"menambahkan|memaparkan|mengklaim|mengeklaim|mengumumkan|mengonfirmasi|membenarkan|mencatat|tercatat|berdasarkan|"
    r"merujuk|"
    r"mengutip|dikutip|dilansir|melansir|disampaikan|dikatakan|disebutkan|dijelaskan|diungkap(?:kan)?|data|laporan|"
    r"keterangan|"
    r"pantauan|catatan|hasil|rilis|siaran pers|saksi|akun|unggahan|berujar|bercerita|berkata|bilang|mengaku|menyampaikan|"
    r"memberitahu|merinci|memastikan|meminta|menilai|mengimbau|said|says"
)
_SOURCE = re.compile(rf"\b(?:{_SAYS})(?:nya)?\b", re.IGNORECASE)
_AGENCY = re.compile(
    r"\b(?:polisi|polres\w*|polda|polsek|polri|BNPB|BPBD|BMKG|BPS|Basarnas|Kemen\w+|Kementerian|Dinas|KPK|Kejaksaan|Kejagung|"
    r"pengadilan|hakim|jaksa|majelis|PBB|WHO|Reuters|AFP|AP|Antara|otoritas|pemerintah|tim SAR|rumah sakit|RS\w*|pemkot|"
    r"pemkab|pemprov)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"\b(?:\d[\d.]*|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belasan|puluhan|ratusan|ribuan)"
    r"(?: \w+){0,3}? (?:telah |dilaporkan |dikabarkan |ikut )*(?:tewas|meninggal|wafat|terbunuh|gugur|luka-luka|terluka|"
    r"hilang)\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(r"\b(?:dilaporkan|dikabarkan|konon|kabarnya|disebut-sebut|diduga kuat)\b", re.IGNORECASE)
_GUILT = re.compile(
    r"\b(?:melakukan|terlibat|menjadi pelaku|otak|dalang)\b[^.]{0,30}\b(?:korupsi|pembunuhan|pencabulan|pemerkosaan|"
    r"perkosaan|penipuan|"
    r"penganiayaan|pencurian|suap|penggelapan|kekerasan seksual|terorisme)\b",
    re.IGNORECASE,
)
_CAREFUL = re.compile(
    r"\b(?:diduga|dugaan|dituduh|disangka|tersangka|terdakwa|didakwa|divonis|terbukti|terpidana|dituntut)\b", re.IGNORECASE
)
_QUOTE = re.compile(r"[\"“](?P<words>[^\"“”]{25,})[\"”]")
_NAMELESS = re.compile(
    r"\b(?:sumber (?:yang )?(?:enggan|tak mau|tidak mau|menolak|anonim|internal|terpercaya|tepercaya)|"
    r"(?:yang )?(?:enggan|tak mau|tidak mau|menolak) (?:disebut(?:kan)?|diungkap(?:kan)?) (?:nama|namanya|identitas|"
    r"identitasnya)|"
    r"seorang sumber|sumber di (?:internal|lingkungan)|nama samaran)\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"\b(?:kata|ujar|tutur|ucap|ungkap|jelas|terang|tegas|imbuh|papar|menurut)(?: dia)? "
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})"
)
_ROLE = re.compile(
    r"\b(?:presiden|wakil|menteri|gubernur|bupati|wali kota|walikota|camat|lurah|kepala|ketua|anggota|juru bicara|jubir|"
    r"direktur|"
    r"dirjen|sekretaris|komisaris|pengamat|pakar|ahli|peneliti|dosen|profesor|guru|dokter|warga|saksi|korban|pelatih|"
    r"pemain|kapten|"
    r"pembalap|pebalap|penyanyi|aktor|aktris|artis|CEO|pendiri|manajer|analis|ekonom|pengacara|kuasa hukum|hakim|jaksa|"
    r"jenderal|"
    r"kolonel|komandan|kapolres|kapolda|kapolsek|kapolri|kasat|kombes|AKBP|AKP|Ipda|Iptu|Brigjen|Irjen|Komjen|direksi|"
    r"humas|staf|"
    r"koordinator|dr|prof|spesialis|psikolog|aktivis|pendeta|ustaz|kiai|uskup|paus|raja|ratu|pangeran|ayah|ibu|istri|"
    r"suami|anak|"
    r"kakak|adik|pemilik|petugas|karyawan|mantan|eks|legislator|politikus|politisi|senator|president|head|chief|"
    r"director|manager)\w*\b",
    re.IGNORECASE,
)


def check(text: Text) -> Iterator[Finding]:
    if text.genre in ("opinion", "paid"):
        return
    known: set[str] = set()
    for part in text.prose:
        if part.kind == "quote":
            continue
        lines = list(sentences(part.text))
        for order, line in enumerate(lines):
            around = lines[max(0, order - 1) : order + 2]
            yield from _nobody_says(line, around, part)
            yield from _nameless(line, part)
        yield from _speakerless(part, text)
        yield from _without_role(part, text, known)


def _nobody_says(line: Sentence, around: list[Sentence], part: Part) -> Iterator[Finding]:
    outside = re.sub(r"[\"“][^\"“”]*[\"”]", " ", line.text)
    death = _DEATH.search(outside)
    guilt = _GUILT.search(outside)
    if death and not _is_sourced(around, line):
        start = line.text.find(death[0])
        message = _("Who says so? Dead, injured and missing are counted by somebody: name them.")
        yield _whole(line, part, start, death[0], message)
    if guilt and not _CAREFUL.search(outside) and not _is_sourced(around, line):
        start = line.text.find(guilt[0])
        message = _("Guilt is for a court to find: say who accuses, or “diduga”.")
        yield _whole(line, part, start, guilt[0], message)


def _whole(line: Sentence, part: Part, start: int, words: str, message: str) -> Finding:
    start = line.start + max(0, start)
    return at(part, start, start + len(words), "sumber", message)


def _is_sourced(around: list[Sentence], line: Sentence) -> bool:
    """By its own words, or by the sentence beside it; "dilaporkan" alone names nobody."""
    if _AGENCY.search(line.text):
        return True
    return any(_SOURCE.search(_HEARSAY.sub(" ", each.text)) or _AGENCY.search(each.text) for each in around)


def _nameless(line: Sentence, part: Part) -> Iterator[Finding]:
    if found := _NAMELESS.search(line.text):
        message = _("A source without a name: tell the editor why, in the note to the desk.")
        yield _whole(line, part, found.start(), found[0], message)


def _speakerless(part: Part, text: Text) -> Iterator[Finding]:
    for quote in _QUOTE.finditer(part.text):
        if quote["words"].rstrip()[-1:] not in ",.!?…":
            continue  # words in quotation marks within a sentence are no speech
        around = part.text[max(0, quote.start() - 160) : quote.start()] + part.text[quote.end() : quote.end() + 160]
        if not _SOURCE.search(around) and not _said_before(part, text):
            yield at(part, *quote.span(), "sumber", _("Who says this? The quote has no speaker."))


def _said_before(part: Part, text: Text) -> bool:
    """A paragraph of a speech that goes on; one that stands alone between its speaker's other words."""
    at_ = next((order for order, other in enumerate(text.body) if other is part), 0)
    return any(_SOURCE.search(other.text) for other in text.body[max(0, at_ - 1) : at_] + text.body[at_ + 1 : at_ + 2])


def _without_role(part: Part, text: Text, known: set[str]) -> Iterator[Finding]:
    for found in _SPEAKER.finditer(part.text):
        name = found["name"].rstrip(".,")
        last = name.split()[-1]
        if last in known or name.split()[0] in known or _ROLE.search(name):
            continue
        known.update(name.split())
        if not any(_has_role(last, other) for other in text.parts):
            start = found.start("name")
            message = _("Who is %(name)s? Say their role where they first speak.")
            yield at(part, start, start + len(name), "sumber", message % {"name": name})


def _has_role(name: str, part: Part) -> bool:
    """A role within a few words of the name, wherever it stands."""
    for found in re.finditer(rf"\b{re.escape(name)}\b", part.text):
        if _ROLE.search(part.text[max(0, found.start() - 110) : found.end() + 110]):
            return True
    return False
