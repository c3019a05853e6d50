import pytest

from redaksi.stories import identity
from redaksi.stories.models import MastheadLine, Paper, Policy

pytestmark = pytest.mark.django_db

TOLD = {name: "ada" for name in identity.ASKED_OF_THE_PAPER if name not in ("masthead", "founded_in")} | {"founded_in": 2026}


def missing() -> list[tuple[str, str]]:
    gaps = identity.gaps(Paper.objects.get(), identity.live_policies())
    return [(str(gap.label), gap.rule) for gap in gaps]


def test_a_founded_paper_lacks_what_only_its_people_know(paper):
    Paper.load()
    assert missing() == [
        ("perusahaan pers", "UU Pers 12, JTI 1"),
        ("alamat", "UU Pers 12, JTI 6"),
        ("penanggung jawab", "UU Pers 12"),
        ("susunan redaksi", "JTI 6"),
        ("legalitas perusahaan", "JTI 1"),
        ("berdiri tahun", "JTI 1"),
        ("visi dan misi", "JTI 2"),
        ("bentuk kepemilikan", "JTI 3, 4"),
        ("pemilik", "JTI 5"),
        ("pimpinan perusahaan", "JTI 6"),
        ("surel redaksi", "JTI 7"),
        ("telepon", "JTI 7"),
        ("sumber pendapatan", "JTI 8"),
        ("penanggung jawab pengaduan", "JTI 15"),
        ("surel pengaduan", "JTI 15"),
    ]


def test_a_paper_that_tells_everything_lacks_nothing(paper):
    told = Paper.load()
    Paper.objects.update(**TOLD)
    MastheadLine.objects.create(paper=told, position="Redaktur", names="Ratna")
    assert missing() == []


@pytest.mark.parametrize(
    ("slug", "lacking"),
    [
        ("pedoman-media-siber", [("Kode etik", "JTI 9")]),
        ("koreksi", [("Koreksi", "JTI 15")]),
        ("hak-jawab", [("Hak jawab dan pengaduan", "UU Pers 5, JTI 15")]),
        ("privasi", [("Data pembaca", "JTI 8")]),
        ("narasumber-anonim", [("Narasumber anonim", "JTI 12")]),
        ("kecerdasan-buatan", [("Kecerdasan buatan", "Peraturan-DP 1/2025")]),
    ],
)
def test_a_page_that_is_taken_down_is_missed(paper, slug, lacking):
    Paper.load()
    Paper.objects.update(**TOLD)
    MastheadLine.objects.create(paper=Paper.objects.get(), position="Redaktur", names="Ratna")
    Policy.objects.get(slug=slug).unpublish()
    assert missing() == lacking
