"""Figures that contradict each other: totals and parts, the same thing counted twice, percentages, number words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from redaksi.desk.checking import Finding, Part, Text
from redaksi.desk.checking.sentences import Sentence, at, sentences
from redaksi.lib.indonesian.numbers import FoundNumber, find_numbers, number_of

_COUNTED = (
    r"orang|warga|jiwa|korban|penumpang|tentara|prajurit|polisi|siswa|siswi|santri|anak|bayi|pekerja|karyawan|pasien|rumah|"
    r"bangunan|gedung|sekolah|kendaraan|mobil|motor|kapal|perahu|desa|kecamatan|kelurahan|negara|peserta|tersangka|pelaku|"
    r"saksi|unit|kasus|kepala keluarga|KK|ekor"
)
_UNIT = re.compile(rf"[ \u00a0](?:{_COUNTED})\b", re.IGNORECASE)
_FATE = re.compile(
    r"\b(tewas|meninggal|wafat|luka|terluka|hilang|mengungsi|selamat|ditangkap|diamankan|ditahan|rusak|terendam|"
    r"terdampak|hangus)\b",
    re.IGNORECASE,
)
_MADE_OF = re.compile(r"\b(?:terdiri (?:dari|atas)|yakni|yaitu|dengan rincian|rinciannya|meliputi)\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:bertambah|menjadi|sebelumnya|semula|awalnya|naik|turun|berkurang|kini|lain|lainnya|total|antara|sedangkan|"
    r"sementara|masing-masing|per|usia|berusia|tahun)\b",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"[ \u00a0]?(?:persen|%|tahun|bulan|hari|jam|menit|km|kilometer|meter|derajat|juta|WIB|WITA|WIT)\b", re.IGNORECASE
)
_TWICE = re.compile(r"\b(?P<digits>\d[\d.]*) \((?P<words>[a-z][a-z ]+)\)")
_ENGLISH = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])")
_GROWTH = re.compile(
    r"\bdari (?:Rp ?|US\$ ?)?(?P<old>\d[\d.,]*)(?: (?P<old_unit>ribu|juta|miliar|triliun))?[^.;]{0,40}?"
    r"\b(?:menjadi|ke) (?:Rp ?|US\$ ?)?(?P<new>\d[\d.,]*)(?: (?P<new_unit>ribu|juta|miliar|triliun))?[^.;]{0,40}?"
    r"\batau (?:naik|turun|tumbuh|meningkat|menurun|melonjak|anjlok) (?:sebesar |"
    r"sekitar )?(?P<percent>\d+(?:,\d+)?) ?(?:persen|%)",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(?:sisanya|selebihnya)\b", re.IGNORECASE)
_PERCENT = re.compile(r"(?P<number>\d+(?:,\d+)?) ?(?:persen|%)", re.IGNORECASE)
NEAR = 0.25  # figures further apart are of different things


def check(text: Text) -> Iterator[Finding]:
    for part in text.prose:
        lines = list(sentences(part.text))
        for line in lines:
            yield from _total(line, part)
            yield from _rest(line, part)
        for line, following in pairwise(lines):
            yield from _counted_again(line, following, part)
        yield from _in_words(part)
        yield from _growth(part)
        for found in _ENGLISH.finditer(part.text):
            message = _("Thousands are parted by points in Indonesian: %(number)s.")
            better = found[0].replace(",", ".")
            yield at(part, *found.span(), "angka", message % {"number": better}, (better,))
    yield from _headline_against_body(text)


def _whole(line: Sentence) -> list[FoundNumber]:
    return [number for number in find_numbers(line.text) if number.value == int(number.value)]


def _unit_of(number: FoundNumber, line: str) -> str:
    found = _UNIT.match(line, number.end)
    return found[0].strip().lower() if found else ""


def _counted_again(line: Sentence, following: Sentence, part: Part) -> Iterator[Finding]:
    """ "136 orang tewas. 137 orang terdiri dari …": the second sentence takes up the figure of the first."""
    taken_up = next(iter(_whole(following)), None)
    if not taken_up or taken_up.start > 30 or not _MADE_OF.search(following.text):
        return
    unit = _unit_of(taken_up, following.text)
    before = [number for number in _whole(line) if unit and _unit_of(number, line.text) == unit]
    if before and taken_up.value not in {number.value for number in before} and _are_near(before[-1].value, taken_up.value):
        first = before[-1]
        message = _("%(first)s %(unit)s just before, %(second)s here: which is right?")
        told = {"first": first.text, "second": taken_up.text, "unit": unit}
        yield at(part, following.start + taken_up.start, following.start + taken_up.end, "angka", message % told, (first.text,))


def _are_near(first: float, second: float) -> bool:
    return abs(first - second) <= max(3, NEAR * max(first, second))


def _total(line: Sentence, part: Part) -> Iterator[Finding]:
    """ "12 orang, terdiri dari 7 laki-laki dan 4 perempuan"."""
    mark = _MADE_OF.search(line.text)
    if not mark:
        return
    before = [number for number in _whole(line) if number.end <= mark.start() and _unit_of(number, line.text)]
    parts = [number for number in _whole(line) if number.start >= mark.end()]
    if not before or len(parts) < 2 or any(_NO_PART.match(line.text, number.end) for number in parts):
        return
    if (
        mark.start() - before[-1].end > 60
        or _CHANGED.search(line.text, mark.end())
        or re.search(r"[(/]", line.text[mark.end() :])
    ):
        return
    total, summed = before[-1], sum(number.value for number in parts)
    if summed != total.value and _are_near(summed, total.value):
        message = _("%(total)s in all, but its parts make %(sum)d.")
        start = line.start + total.start
        yield at(
            part, start, line.start + total.end, "angka", message % {"total": total.text, "sum": summed}, (f"{summed:.0f}",)
        )


def _rest(line: Sentence, part: Part) -> Iterator[Finding]:
    if not _REST.search(line.text):
        return
    shares = [float(found["number"].replace(",", ".")) for found in _PERCENT.finditer(line.text)]
    if len(shares) >= 2 and abs(sum(shares) - 100) > 1 and sum(shares) > 50:
        message = _("The shares make %(sum)s percent, not 100.") % {"sum": f"{sum(shares):g}".replace(".", ",")}
        yield at(part, line.start, line.end, "angka", message)


def _in_words(part: Part) -> Iterator[Finding]:
    for found in _TWICE.finditer(part.text):
        said = number_of(found["words"])
        digits = found["digits"].replace(".", "")
        if said is not None and said != float(digits):
            message = _("%(digits)s in figures, %(words)s in words.") % {"digits": found["digits"], "words": found["words"]}
            yield at(part, *found.span(), "angka", message, (f"{said:.0f} ({found['words']})",))


def _growth(part: Part) -> Iterator[Finding]:
    for found in _GROWTH.finditer(part.text):
        old = next(
            find_numbers(" ".join(filter(None, [found["old"].rstrip(".,"), found["old_unit"] or found["new_unit"]]))), None
        )
        new = next(find_numbers(" ".join(filter(None, [found["new"].rstrip(".,"), found["new_unit"]]))), None)
        if not (old and new and old.value):
            continue
        is_change = abs(new.value - old.value) / old.value * 100
        said = float(found["percent"].replace(",", "."))
        if abs(is_change - said) > max(1.0, 0.05 * said) and abs(is_change - said) < 100:
            right = f"{is_change:.1f}".rstrip("0").rstrip(".").replace(".", ",")
            message = _("From %(old)s to %(new)s is %(right)s percent.") % {"old": old.text, "new": new.text, "right": right}
            yield at(part, *found.span("percent"), "angka", message, (right,))


def _amount(digits: str, unit: str | None) -> FoundNumber | None:
    return next(find_numbers(f"{digits.rstrip('.,')} {unit or ''}".strip()), None)


def _headline_against_body(text: Text) -> Iterator[Finding]:
    """ "5 Orang Tewas" over a story that counts six and never five."""
    headline = Part("headline", text.headline)
    for number in find_numbers(text.headline):
        fate = _FATE.search(text.headline, number.end)
        if not _unit_of(number, text.headline) or not fate or fate.start() - number.end > 25:
            continue
        told = set(_values_with(fate[1].lower(), text))
        if told and number.value not in told and not any(found.value == number.value for found in _all_numbers(text)):
            message = _("The headline says %(number)s; the text says %(others)s.")
            others = ", ".join(f"{value:g}" for value in sorted(told)[:3])
            yield at(headline, number.start, number.end, "angka", message % {"number": number.text, "others": others})


def _values_with(fate: str, text: Text) -> Iterator[float]:
    for part in text.prose:
        for line in sentences(part.text):
            for number in _whole(line):
                found = _FATE.search(line.text, number.end)
                if _unit_of(number, line.text) and found and found[1].lower() == fate and found.start() - number.end < 40:
                    yield number.value


def _all_numbers(text: Text) -> Iterator[FoundNumber]:
    for part in text.prose:
        yield from find_numbers(part.text)
