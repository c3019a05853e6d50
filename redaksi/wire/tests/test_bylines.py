import pytest

from redaksi.stories.copy import BylineCopy
from redaksi.wire.bylines import MOST, people_in, printed


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Von Christian Hollmann, dpa", [BylineCopy("Christian Hollmann", "reporter", "dpa")]),
        ("By Meredith Jameson", [BylineCopy("Meredith Jameson")]),
        ("Oleh: Rina Sari dan Budi", [BylineCopy("Rina Sari"), BylineCopy("Budi")]),
        ("Paulo Santalucia and Frances d'Emilio", [BylineCopy("Paulo Santalucia"), BylineCopy("Frances d'Emilio")]),
        ("Karl Melander/TT", [BylineCopy("Karl Melander", "reporter", "TT")]),
        ("NTB", [BylineCopy("NTB", "contributor")]),
        ("", []),
        (" , / and ; ", []),
    ],
)
def test_people_are_read_out_of_a_printed_line(line, people):
    assert people_in(line) == people


def test_a_line_without_end_names_a_few():
    assert len(people_in("Rina Sari, " * 100_000)) == MOST


def test_a_line_names_each_once():
    assert printed([BylineCopy("Rina"), BylineCopy("Rina", "photographer"), BylineCopy("Budi")]) == "Rina, Budi"
