import pytest

from redaksi.stories.copy import BylineCopy
from redaksi.wire.formats.tabular.authors import credits_in, signed

RINA, BUDI = BylineCopy("Rina Sari"), BylineCopy("Budi Santoso")


@pytest.mark.parametrize(
    ("cell", "people", "medium"),
    [
        ("Rina Sari", [RINA], ""),
        ("Rina Sari -detikNews", [RINA], "detikNews"),
        ("Rina Sari - detikNews", [RINA], "detikNews"),
        ("Rina Sari, Budi Santoso - detikOto", [RINA, BUDI], "detikOto"),
        ("Rina Sari,            \n\n   Budi Santoso            \n\nTim Redaksi", [RINA, BUDI], ""),
        ("Rina Sari            \n\nPenulis", [RINA], ""),
        ("Rina Sari dan Budi Santoso", [RINA, BUDI], ""),
        ("Penulis: Rina Sari", [RINA], ""),
        ("Editor: Rina Sari", [BylineCopy("Rina Sari", "editor")], ""),
        ("Rina Sari; Budi Santoso (editor)", [RINA, BylineCopy("Budi Santoso", "editor")], ""),
        ("(wk/Sisi)", [BylineCopy("Sisi", desk="wk")], ""),
        ("wk/Sisi", [BylineCopy("Sisi", desk="wk")], ""),
        ("(abc/def)", [BylineCopy("abc"), BylineCopy("def")], ""),
        ("Wartakita.id", [], "Wartakita.id"),
        ("Nur Al-Hakim", [BylineCopy("Nur Al-Hakim")], ""),
        (["Rina Sari", "Budi Santoso"], [RINA, BUDI], ""),
        ([{"name": "Rina Sari", "role": "editor"}], [BylineCopy("Rina Sari", "editor")], ""),
        ([None, 3, [], {"x": 1}], [], ""),
        ("", [], ""),
    ],
)
def test_people_are_told_from_outlets_and_labels(cell, people, medium):
    found = credits_in(cell)
    assert (found.people, found.medium) == (people, medium)


@pytest.mark.parametrize("line", ["(*)", "(Image: contoh.id)", "Rina Sari", "(lihat tabel di bawah ini ya)", "(10/6/2025)"])
def test_other_lines_in_brackets_sign_nothing(line):
    assert signed(line) == []
