import pytest

from redaksi.press import stamps
from redaksi.stories.models import MastheadLine, Paper

pytestmark = pytest.mark.django_db

TOLD = {
    "publisher": "PT Uji Pers",
    "registration": "Akta nomor 7",
    "founded_in": 2012,
    "responsible_person": "Sekar Maharani",
    "mission": "Meliput yang dekat.",
    "ownership": "cooperative",
    "owners": "Koperasi Wartawan",
    "management": "Direktur: Bagus",
    "funding": "Langganan 70 persen",
    "complaints_person": "Ratna",
    "complaints_email": "adu@koran.test",
}


def test_readers_are_told_who_makes_owns_and_pays_for_the_paper(paper, client):
    Paper.load()
    Paper.objects.update(**TOLD)
    MastheadLine.objects.create(paper=Paper.objects.get(), position="Redaktur", names="Ratna Wulandari")
    stamps.renew(stamps.FRAME)
    page = client.get("/redaksi/").content.decode()
    told = [*(str(value) for name, value in TOLD.items() if name != "ownership"), "Koperasi", "Ratna Wulandari", 'id="misi"']
    assert [text for text in told if text not in page] == []


def test_every_page_leads_to_the_press_councils_own_wording(paper, client):
    assert (
        '<a href="https://dewanpers.or.id/" rel="external noopener">Pedoman Dewan Pers</a>' in client.get("/").content.decode()
    )
