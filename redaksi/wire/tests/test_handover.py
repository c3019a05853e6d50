"""An export for a partner."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone, translation
from PIL import Image
from PIL.ExifTags import IFD

from redaksi.stories.models import Photo, Story
from redaksi.stories.tests.builders import make_photo, make_section, make_story
from redaksi.wire import deliveries, handover, leaving
from redaksi.wire.models import Delivery, Origin, Partner
from redaksi.wire.tests.partnering import ask, correct, headlines, make_partner, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told(monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda call, using=None, robust=False: call())
    with translation.override("en"):
        yield


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


def lines() -> list[tuple[str, str]]:
    return [(line.story.title, line.status) for line in Delivery.objects.select_related("story").order_by("pk")]


@pytest.mark.parametrize("format_name", ["manuscript", "newsml_g2", "tabular", "rss_atom", "wordpress"])
def test_what_is_exported_for_a_partner_is_in_its_log(dunia, tmp_path, format_name):
    make_story(dunia, "Satu", ed_note="Jangan sebut nama!")
    make_story(make_section("Daerah"), "Dua")
    partner, _token = make_partner()
    left = leaving.leave(tmp_path / "keluar.xml", format_name, leaving.Selection(section="Dunia"), to=partner)
    assert (left.stories, lines()) == (1, [("Satu", "usable")])
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in written if "Jangan sebut" in path.read_text(errors="ignore")] == []


def test_what_the_partner_took_by_its_feed_is_the_same_story(dunia, tmp_path, settings):
    story = make_story(dunia, "Satu")
    partner, token = make_partner()
    (by_feed,) = ask(token).json()
    leaving.leave(tmp_path / "keluar", "ninjs", to=partner)
    (file,) = (tmp_path / "keluar").rglob("*.json")
    assert json.loads(file.read_text())["uri"] == by_feed["uri"] == settings.SITE_URL + story.address
    assert Delivery.objects.count() == 1


def test_a_withdrawal_goes_to_who_holds_the_story(dunia, tmp_path):
    gone = [make_story(dunia, "Dipegang"), make_story(dunia, "Tak pernah terkirim", at=timezone.now() - timedelta(days=2))]
    partner, _token = make_partner()
    deliveries.log(partner, [deliveries.sent_of(gone[0])])
    for story in gone:
        withdraw(story)
    assert leaving.count(leaving.Selection(), "ninjs", to=partner) == 1
    leaving.leave(tmp_path / "keluar", "ninjs", to=partner)
    assert lines() == [("Dipegang", "usable"), ("Dipegang", "canceled")]


def test_what_changed_while_the_files_were_written_counts_as_not_delivered(dunia):
    partner, _token = make_partner()
    story, began = make_story(dunia, "Satu"), timezone.now()
    correct(story, "Diralat")
    make_story(dunia, "Baru saja")
    handover.log(partner, Story.objects.select_related("withdrawal"), began)
    story = Story.objects.get(pk=story.pk)
    assert [(held.partner, held.is_behind) for held in deliveries.outstanding(story)] == [(partner, True)]
    assert Delivery.objects.count() == 1


def test_a_photo_whose_right_has_ended_is_not_handed_over(dunia, tmp_path):
    photo = make_photo(expires_at=timezone.localdate())
    make_story(dunia, lead_photo=photo)
    type(photo).objects.update(expires_at=timezone.localdate() - timedelta(days=1))
    partner, _token = make_partner()
    left = leaving.leave(tmp_path / "keluar", "ninjs", to=partner)
    assert (left.stories, left.photos, left.missing) == (1, 0, [])


@pytest.mark.parametrize(("may_be_passed_on", "given"), [(False, ["Satu"]), (True, ["Dari kantor berita", "Satu"])])
def test_what_was_taken_from_another_house_goes_on_only_where_its_terms_let_it(dunia, tmp_path, may_be_passed_on, given):
    make_story(dunia, "Satu", at=timezone.now() - timedelta(hours=2))
    taken = make_story(dunia, "Dari kantor berita")
    Origin.objects.create(story=taken, name="Kantor Berita", may_be_passed_on=may_be_passed_on)
    partner, token = make_partner()
    assert sorted(headlines(ask(token))) == given
    assert leaving.leave(tmp_path / "keluar", "ninjs", to=partner).stories == len(given)


def test_an_archive_goes_to_no_partner(dunia, tmp_path):
    partner, _token = make_partner()
    for is_all in (False, True):
        with pytest.raises(leaving.Unwritable, match="An archive holds what is meant for nobody else"):
            leaving.leave(tmp_path / "arsip.zip", "archive_zip", is_all=is_all, to=partner)
    assert not (tmp_path / "arsip.zip").exists()


def test_who_is_not_known_or_switched_off_is_told(paper):
    partner, _token = make_partner("Harian Mitra")
    assert leaving.partner_named("harian mitra") == partner
    with pytest.raises(leaving.Unwritable, match="There is no partner called “Lain”"):
        leaving.partner_named("Lain")
    Partner.objects.update(is_on=False)
    with pytest.raises(leaving.Unwritable, match="Harian Mitra is switched off"):
        leaving.partner_named("Harian Mitra")


def test_a_photos_file_goes_to_a_partner_as_readers_see_it_without_where_it_was_taken(dunia, tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "KAMERA-RAHASIA"
    exif.get_ifd(IFD.GPSInfo)[1] = "S"
    out = BytesIO()
    Image.new("RGB", (640, 360)).save(out, "JPEG", exif=exif, comment=b"alamat rumah")
    photo = Photo(title="Kapal", credit="Rina", description="Kapal bersandar")
    photo.file = ImageFile(BytesIO(out.getvalue()), name="kapal.jpg")
    photo.save()
    make_story(dunia, "Satu", lead_photo=photo)
    partner, _token = make_partner()
    assert leaving.leave(tmp_path / "keluar", "ninjs", to=partner).photos == 1
    (file,) = (tmp_path / "keluar/photos").iterdir()
    assert (file.suffix, not Image.open(file).getexif()) == (".webp", True)
    assert b"RAHASIA" in Path(photo.file.path).read_bytes()
    assert b"RAHASIA" not in file.read_bytes()
    (text,) = (tmp_path / "keluar").rglob("*.json")
    assert file.name in text.read_text()
