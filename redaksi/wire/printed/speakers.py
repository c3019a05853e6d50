"""Who speaks and as what, from printed words: "juru bicara Kremlin, Dmitry Peskov", "Volodymyr Zelensky Presiden Ukraina"."""

import re

from .wordlist import words_in

_OFFICES = words_in(
    """
    presiden, wakil presiden, perdana menteri, menteri, wakil menteri, gubernur, wakil gubernur, bupati, wakil bupati,
    wali kota, walikota, wakil wali kota, camat, lurah, kepala, ketua, wakil, sekretaris, bendahara, direktur, manajer,
    juru bicara, jubir, anggota, kapolri, kapolda, kapolres, kapolsek, kabid, kasat, kasi, panglima, jaksa, hakim, rektor,
    dekan, guru, dosen, pelatih, kapten, pengamat, peneliti, pakar, ahli, dokter, pengacara, kuasa hukum, aktivis,
    koordinator, humas, warga, petani, nelayan, pedagang, pemilik, pengelola, pengurus, utusan, duta besar, dubes, raja,
    ratu, pangeran, paus, uskup, imam, kiai, penasihat, komisioner, penulis, sutradara, komandan, penyanyi, aktor, aktris,
    artis, staf, deputi, plt, pj, asisten, perwakilan, delegasi, mantan
    """
)
_OFFICE = re.compile(rf"(?:{'|'.join(sorted(_OFFICES, key=len, reverse=True))})\b", re.IGNORECASE)
# What an attribution may go on to say, when the speaker has been named.
_CIRCUMSTANCE = re.compile(
    r"[,\s]+(?:saat|ketika|kepada|dalam|dikutip|seperti|sebagaimana|melalui|lewat|usai|seusai|setelah|sembari|sambil|di sela|"
    r"di hadapan|di depan|pada|menanggapi|soal|tentang|mengenai|hari ini|kemarin|senin|selasa|rabu|kamis|jumat|jum'at|sabtu|"
    r"minggu)\b.*$|\s*\(.*$|,\s+di\s.*$",
    re.IGNORECASE | re.DOTALL,
)
_PRONOUNS = {"dia", "ia", "beliau", "mereka", "kami", "saya", "nya", "pria", "wanita", "perempuan", "laki-laki"}
_PARTICLES = {"bin", "binti", "al", "el", "de", "van", "von", "der", "da", "dan"}
LONGEST_NAME = 4
LONGEST_SPEAKER, LONGEST_ROLE = 120, 200  # what the quote's own fields hold


def speaker_of(printed: str, whole: str) -> tuple[str, str]:
    """The name and the role; both empty where nobody is named. `whole` is the story's text."""
    named = _CIRCUMSTANCE.sub("", printed).strip(" ,.;:-–")
    parts = [part.strip() for part in named.split(",") if part.strip()]
    if not parts or parts[0].split()[0].casefold() in _PRONOUNS:
        return "", ""
    name, role = _of_parts(parts, whole) if len(parts) > 1 else _of_one(parts[0], whole)
    if len(name) > LONGEST_SPEAKER or len(role) > LONGEST_ROLE:
        return "", ""
    return name, role


def _of_parts(parts: list[str], whole: str) -> tuple[str, str]:
    """Parts between commas: the role is the one that is an office, or that begins small."""
    first, rest = parts[0], ", ".join(parts[1:])
    if is_role(first) and not is_role(parts[-1]) and is_name(parts[-1]):
        return parts[-1], ", ".join(parts[:-1])
    if is_name(first) and not is_role(first):
        return first, rest
    name, role = _of_one(first, whole)
    return name, ", ".join(filter(None, [role, rest]))


def _of_one(text: str, whole: str) -> tuple[str, str]:
    """No comma helps: "Volodymyr Zelensky Presiden Ukraina", "Presiden Ukraina Volodymyr Zelensky", "Rina"."""
    if is_role(text):
        return _name_at_end(text, whole)
    office = next((found for found in _OFFICE.finditer(text) if found.start() and text[found.start() - 1] == " "), None)
    name = text[: office.start()].strip() if office else text
    role = text[office.start() :] if office else ""
    return (name, role) if is_name(name) else ("", "")


def _name_at_end(text: str, whole: str) -> tuple[str, str]:
    words = text.split()
    longest = next((n for n in range(len(words)) if not _is_part_of_name(words[-n - 1])), len(words))
    for length in range(min(longest, LONGEST_NAME, len(words) - 1), 1, -1):
        name = " ".join(words[-length:])
        if _stands_alone(name, words[-length - 1], whole):
            return name, " ".join(words[:-length])
    length = min(longest, 2, len(words) - 1)
    return (" ".join(words[-length:]), " ".join(words[:-length])) if length else ("", "")


def _stands_alone(name: str, word_before: str, whole: str) -> bool:
    """Whether the story names somebody so without this word before it."""
    return whole.count(name) > whole.count(f"{word_before} {name}")


def is_role(text: str) -> bool:
    return bool(_OFFICE.match(text)) or text[:1].islower()


def is_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= LONGEST_NAME + 2 and all(map(_is_part_of_name, words)) and words[0][0].isupper()


def _is_part_of_name(word: str) -> bool:
    return word[:1].isupper() or word.casefold() in _PARTICLES
