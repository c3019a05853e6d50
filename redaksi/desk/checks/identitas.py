"""The guard of children and victims: nothing lets readers recognize whom the story's flag protects.

Rule: Pedoman Pemberitaan Ramah Anak (Peraturan Dewan Pers 1/Peraturan-DP/II/2019) and Undang-Undang 11/2012, articles 19 and
97: name, picture, names of parents and relatives, house or village, school. It looks at every part that leaves the house:
headline, text, address, topics, captions, alternative texts, names of files, what photos say of themselves, the share card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from redaksi.desk.checking import Finding, Part, Result, Text
from redaksi.desk.checking.sentences import at

_WORDS_OF_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}"
_AGE_OF_CHILD = r"(?:1[0-7]|[1-9])(?: tahun| th)?"
_SCHOOL = re.compile(
    r"\b(?:SD|SMP|SMA|SMK|MI|MTs|MA|TK|SLB|PAUD)(?:N| Negeri| Islam| Katolik| Kristen| Muhammadiyah| Swasta| IT)*"
    r"(?: \d+| [A-Z][\w-]+)|\b(?:Pondok Pesantren|Ponpes|Panti Asuhan|Madrasah \w+) [A-Z][\w-]+"
)
_ADDRESS = re.compile(
    r"\b(?:Jalan|Jl\.?|Gang|Gg\.?) [A-Z][\w-]+|\bRT ?\.?\d+|\bRW ?\.?\d+|"
    r"\b(?:Desa|Dusun|Kampung|Kelurahan|Perumahan|Perum|Komplek|Kompleks|Blok|Nagari|Banjar) [A-Z][\w-]+"
)
_NAMED_CHILD = re.compile(rf"\b(?P<name>{_WORDS_OF_NAME}) \({_AGE_OF_CHILD}\)")
_RELATIVE = re.compile(
    r"\b(?i:ayah|bapak|ibu|ibunda|ayahanda|orang tua|paman|bibi|kakak|adik|nenek|kakek|saudara|wali)"
    r"(?: kandung| tiri)?(?: dari)? (?:korban|pelaku|anak|bocah|siswi|siswa|santri\w*)(?:nya)?,?(?: yang)?(?: bernama)?,?"
    rf" (?P<name>{_WORDS_OF_NAME})"
    rf"|\b(?i:anak|putra|putri)(?: kandung)? (?:dari )?pasangan (?P<couple>{_WORDS_OF_NAME})"
)
_INITIALS = re.compile(r"^[A-Z]{1,4}$|^Bunga$|^Mawar$|^Melati$")
_SEXUAL = re.compile(
    r"\b(?:pencabulan|dicabuli|mencabuli|cabul|pemerkosaan|perkosaan|diperkosa|memerkosa|memperkosa|rudapaksa|dirudapaksa|"
    r"persetubuhan|disetubuhi|menyetubuhi|sodomi|disodomi|pelecehan seksual|dilecehkan|kekerasan seksual|"
    r"eksploitasi seksual|inses)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\b(?:anak di bawah umur|bocah|balita|siswi|siswa|santriwati|santri|pelajar|remaja|anak tirinya|anak kandungnya|"
    r"anak perempuan|"
    r"(?:berusia|umur|berumur|usia) (?:1[0-7]|[1-9]) tahun|\((?:1[0-7]|[1-9])(?: tahun)?\))",
    re.IGNORECASE,
)


def check(text: Text) -> Iterator[Finding]:
    if text.protects_identity:
        yield from _of_flagged(text)
    else:
        yield from _unflagged(text)


def _of_flagged(text: Text) -> Iterator[Finding]:
    for part in text.parts:
        yield from _protected_words(part, text)
        yield from _pattern(_SCHOOL, part, _("A school: it leads to the child. Leave it out."))
        yield from _pattern(_ADDRESS, part, _("An address or a village: it leads to the child. Name the regency at most."))
        for found in _NAMED_CHILD.finditer(part.text):
            if not _INITIALS.match(found["name"]):
                yield _stop(part, found.start("name"), found.end("name"), _("The name of somebody below 18: leave it out."))
        for found in _RELATIVE.finditer(part.text):
            group = "name" if found["name"] else "couple"
            if not _INITIALS.match(found[group]):
                yield _stop(part, *found.span(group), _("A relative's name leads to the child: leave it out."))
    for name in text.photos_of_children:
        message = _("The photo “%(photo)s” shows a child's face, as who uploaded it says.") % {"photo": name}
        yield Finding("identitas", Result.STOP, "photo", 0, 0, "", message)


def _protected_words(part: Part, text: Text) -> Iterator[Finding]:
    for words in text.protected_words:
        pattern = re.compile(rf"(?<!\w){r'[\s_.+-]*'.join(map(re.escape, words.split()))}(?!\w)", re.IGNORECASE)
        told = part.text.replace("-", " ").replace("_", " ") if part.field in ("slug", "file", "topics") else part.text
        for found in pattern.finditer(told):
            yield _stop(part, *found.span(), _("This must appear nowhere: the story protects it."))


def _pattern(pattern: re.Pattern[str], part: Part, message: str) -> Iterator[Finding]:
    yield from (_stop(part, *found.span(), message) for found in pattern.finditer(part.text))


def _stop(part: Part, start: int, end: int, message: str) -> Finding:
    return at(part, start, end, "identitas", message, result=Result.STOP)


def _unflagged(text: Text) -> Iterator[Finding]:
    """One warning, at the first words that ask for the flag."""
    for part in text.parts:
        if (crime := _SEXUAL.search(part.text)) and any(_CHILD.search(other.text) for other in text.parts):
            message = _(
                "A child as victim or culprit? Then tick “protects an identity”, and names, schools and addresses are kept out."
            )
            yield at(part, *crime.span(), "identitas", message)
            return
