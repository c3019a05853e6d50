"""Checks that need more than words: a story's photos, the archive, the press' gate."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.desk.checking import checks
from redaksi.desk.checking.of_story import text_of
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_draft, make_photo, make_story

pytestmark = pytest.mark.django_db

TERMS = "Syarat pemakaian foto “Kapal” belum diisi."
SMALL = "Foto utama berukuran 1199 × 900 piksel; Discover menghendaki lebar 1200."
CHILD = "Foto “Kapal” menampakkan wajah anak: apakah orang tuanya setuju?"
COMPLETE = {"caption": "Kapal bersandar.", "usage_terms": "Sekali pakai."}


def told(story, check: str) -> list[tuple[str, str, str]]:
    """Result, field and message of each finding."""
    text = text_of(Story.objects.get(pk=story.pk).get_latest_revision_as_object())
    return [(str(each.result), each.field, each.message) for each in checks.findings(text, (check,))]


def with_photo(dunia, **fields):
    photo = make_photo(**{**COMPLETE, **fields})
    photo.width, photo.height = fields.get("width", 1600), 900
    photo.save()
    return make_draft(dunia, lead_photo=photo)


@pytest.mark.parametrize(
    ("lacking", "found"),
    [
        ({}, []),
        ({"credit": ""}, [("stop", "Foto “Kapal” belum punya kredit.")]),
        ({"alt": ""}, [("stop", "Foto “Kapal” belum punya teks alternatif.")]),
        ({"expires_at": timezone.localdate() - timedelta(days=1)}, [("stop", "Hak pakai foto “Kapal” sudah berakhir.")]),
        ({"caption": ""}, [("warn", "Foto “Kapal” belum punya keterangan.")]),
        ({"usage_terms": ""}, [("warn", TERMS)]),
        ({"width": 1199}, [("warn", SMALL)]),
        ({"shows_children": True}, [("warn", CHILD)]),
    ],
    ids=["nothing", "credit", "alt", "expired", "caption", "licence", "size", "a child's face"],
)
def test_a_photo_is_told_what_it_lacks(dunia, lacking, found):
    assert told(with_photo(dunia, **lacking), "foto") == [(result, "lead_photo", message) for result, message in found]


def test_copy_that_readers_have_already_is_told_with_its_part(dunia, index):
    words = (
        "Air sungai meluap sejak subuh dan merendam tiga desa di pesisir, kata kepala desa yang ikut mengungsi bersama warga."
    )
    make_story(dunia, "Sungai meluap", texts=[words])
    index.step()
    twin, other = (
        make_draft(dunia, "Banjir lagi", texts=[words]),
        make_draft(dunia, "Panen raya", texts=["Padi dipanen hari ini."]),
    )
    assert told(twin, "kemiripan") == [("warn", "body", "100% naskah ini sudah ada dalam “Sungai meluap”.")]
    assert told(other, "kemiripan") == []


def test_the_desk_hears_what_the_press_gate_would_say(dunia):
    assert [field for _result, field, _message in told(make_draft(dunia, "J" * 120), "mesin")].count("headline") == 1
