import io
import stat
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.lib.home import Home
from redaksi.stories.models import OldList, OldPicture, Photo, SourceId, Story
from redaksi.stories.tests.builders import image_bytes
from redaksi.wire import filing, intake
from redaksi.wire.fetching import Answered
from redaksi.wire.item import Place, Unreadable
from redaksi.wire.picture_search import PictureSearch, PictureSources
from redaksi.wire.shelf import Shelf
from redaksi.wire.tests.test_fetching import HOST, answer_with, server
from redaksi.wire.uploads import Uploads, names_of

pytestmark = pytest.mark.django_db

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harian Lama</title><link>{site}</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>{site}</wp:base_blog_url>
<wp:category><wp:term_id>1</wp:term_id><wp:category_nicename>politik</wp:category_nicename>
<wp:cat_name>Politik</wp:cat_name></wp:category>
<wp:tag><wp:tag_slug>laut</wp:tag_slug><wp:tag_name>Laut</wp:tag_name></wp:tag>"""
POST = """<item><title>Kapal {number} bersandar</title><link>{site}/2019/01/kapal-{number}/</link>
<category domain="category" nicename="politik">Politik</category><content:encoded><![CDATA[<p>Isi {number}.</p>
<figure><img src="{site}{picture}" alt="Kapal {number}"><figcaption>Kapal {number} di dermaga.</figcaption></figure>]]>
</content:encoded><wp:post_id>{number}</wp:post_id><wp:post_date_gmt>2019-01-05 03:00:00</wp:post_date_gmt>
<wp:post_name>kapal-{number}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"""
UPLOADS = "/wp-content/uploads/2019/01"


@pytest.fixture(autouse=True)
def surroundings(settings, paper):
    settings.FETCH_ALLOWED_HOSTS = [HOST]


def export(site="https://lama.id", count=1, picture=UPLOADS + "/kapal-{number}-300x200.jpg"):
    posts = [POST.format(site=site, number=n, picture=picture.format(number=n)) for n in range(1, count + 1)]
    return f"{HEAD.format(site=site)}{''.join(posts)}</channel></rss>"


def written(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def a_picture(number=1):
    return image_bytes(color=f"#{number:06x}")


def zipped(path, *members):
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w") as parts:
        for name, content in members:
            parts.writestr(name, content)
    return written(path, packing.getvalue())


def bring(path, **sources):
    return intake.bring([path], as_="published", pictures=PictureSources(pause=0, **sources))


def kinds():
    return [[block["type"] for block in story.body.raw_data] for story in Story.objects.order_by("pk")]


def pictures_told(report):
    told = report.proof["pictures"]
    return {name: count for name, count in told.items() if count and name != "reasons"}


def test_nothing_is_fetched_unless_told(tmp_path):
    with server(lambda handler: answer_with(handler, a_picture())) as (url, seen):
        report = bring(written(tmp_path / "a.xml", export(url)))
    assert (seen, kinds(), report.photos) == ([], [["text", "text"]], 0)
    assert report.proof["pictures"]["reasons"] == {"gambarnya ada di situs lain dan tidak diambil kecuali diminta": 1}


def test_pictures_are_fetched_in_full_size_each_once_and_kept(tmp_path):
    export_file = tmp_path / "a.xml"
    with server(lambda handler: answer_with(handler, a_picture())) as (url, seen):
        written(export_file, export(url, 3, UPLOADS + "/kapal-300x200.jpg"))
        report = bring(export_file, is_fetching=True)
    assert [path for path, _headers in seen] == [f"{UPLOADS}/kapal.jpg"]
    assert (report.stories, report.photos, pictures_told(report)) == (3, 3, {"fetched": 1})
    assert report.proof["holds"]
    assert Photo.objects.get().title == "Kapal 1"
    assert Photo.objects.get().file.name.endswith("/kapal.jpg")
    assert list(OldPicture.objects.values_list("path", flat=True)) == [f"{UPLOADS}/kapal.jpg"]


def test_where_the_full_size_is_gone_the_one_that_was_shown_comes(tmp_path):
    def answer(handler):
        answer_with(handler, a_picture()) if "300x200" in handler.path else answer_with(handler, status=404)

    with server(answer) as (url, _seen):
        assert bring(written(tmp_path / "a.xml", export(url)), is_fetching=True).photos == 1


def test_a_picture_that_could_not_be_had_comes_when_the_import_is_run_again(tmp_path):
    is_there = []
    path = tmp_path / "a.xml"

    def answer(handler):
        answer_with(handler, a_picture()) if is_there else answer_with(handler, b"<h1>Maaf", status=404)

    with server(answer) as (url, seen):
        written(path, export(url, 2))
        first = bring(path, is_fetching=True)
        assert (first.stories, first.photos, SourceId.objects.filter(missing_photos=1).count()) == (2, 0, 2)
        assert kinds() == [["text", "text"]] * 2
        still = bring(path, is_fetching=True)
        assert (still.unchanged, still.illustrated, len(still.unplaced)) == (2, 0, 2)
        is_there.append(True)
        again = bring(path, is_fetching=True)
        asked = len(seen)
        last = bring(path, is_fetching=True)
    assert (again.stories, again.illustrated, again.unchanged, again.photos) == (0, 2, 0, 2)
    assert again.proof["photos"] == {"in": 2, "out": 2}
    assert again.proof["items"] == {
        "given": 2,
        "new": 0,
        "new_versions": 0,
        "unchanged": 0,
        "illustrated": 2,
        "not_taken": 0,
    }
    assert again.proof["holds"]
    assert kinds() == [["text", "photo"]] * 2
    assert (last.unchanged, last.illustrated, len(seen)) == (2, 0, asked)


def test_a_story_that_somebody_has_worked_on_is_left_as_it_is(tmp_path):
    path = written(tmp_path / "a.xml", export())
    bring(path)
    Story.objects.get().save_revision()
    uploads = tmp_path / "uploads"
    written(uploads / "2019/01/kapal-1.jpg", a_picture())
    report = bring(path, uploads=uploads)
    assert (report.illustrated, report.unchanged, kinds()) == (0, 1, [["text", "text"]])
    assert "dengan tangan" in report.unplaced[0]["note"]


def test_a_page_that_says_not_found_and_calls_it_well_is_no_picture_and_is_asked_for_again(tmp_path):
    bodies = [b"<html>404</html>"]
    with server(lambda handler: answer_with(handler, bodies[0])) as (url, _seen):
        path = written(tmp_path / "a.xml", export(url))
        assert bring(path, is_fetching=True).proof["pictures"]["missing"] == 1
        bodies[0] = a_picture()
        assert bring(path, is_fetching=True).illustrated == 1


def test_a_host_that_does_not_answer_is_left_alone_after_a_few_times(tmp_path):
    with server(lambda handler: handler.connection.close()) as (url, seen):
        report = bring(written(tmp_path / "a.xml", export(url, 20)), is_fetching=True)
    assert len(seen) == 5
    assert (report.stories, report.proof["pictures"]["missing"]) == (20, 20)


def test_private_places_are_refused(tmp_path, settings):
    settings.FETCH_ALLOWED_HOSTS = []
    with server(lambda handler: answer_with(handler, a_picture())) as (url, seen):
        report = bring(written(tmp_path / "a.xml", export(url)), is_fetching=True)
    assert (seen, report.photos) == ([], 0)


def test_a_dry_run_fetches_nothing(tmp_path):
    with server(lambda handler: answer_with(handler, a_picture())) as (url, seen):
        path = written(tmp_path / "a.xml", export(url))
        intake.bring([path], dry_run=True, pictures=PictureSources(is_fetching=True))
    assert seen == []


def test_fetching_holds_no_transaction_open_and_chunks_are_small(tmp_path, monkeypatch):
    monkeypatch.setattr(filing, "CHUNK_WHILE_FETCHING", 2)
    here = []

    def answer(handler):
        answer_with(handler, a_picture(int(handler.path[-5])))

    class Told(PictureSearch):
        def _fetched(self, shelf, address):
            here.append(Story.objects.count())
            return super()._fetched(shelf, address)

    monkeypatch.setattr(intake, "PictureSearch", Told)
    with server(answer) as (url, _seen):
        report = bring(written(tmp_path / "a.xml", export(url, 5)), is_fetching=True)
    assert (report.photos, here) == (5, [0, 0, 2, 2, 4])


def test_pictures_of_a_folder_of_uploads_are_found_whatever_their_size(tmp_path):
    uploads = tmp_path / "uploads"
    written(uploads / "2019/01/kapal-1.jpg", a_picture(1))
    written(uploads / "2019/01/kapal-2-300x200.jpg", a_picture(2))
    written(uploads / "kapal-3.jpg", a_picture(3))
    report = bring(written(tmp_path / "in/a.xml", export(count=3)), uploads=uploads)
    assert (report.photos, pictures_told(report)) == (2, {"in_folder": 2, "missing": 1})


@pytest.mark.parametrize("folder", ["", "wp-content/uploads/", "uploads/"])
def test_the_folder_may_be_any_above_the_pictures(tmp_path, folder):
    written(tmp_path / f"copy/{folder}2019/01/kapal-1.jpg", a_picture())
    assert bring(written(tmp_path / "in/a.xml", export()), uploads=tmp_path / "copy").photos == 1


@pytest.mark.parametrize("folder", ["", "situs/wp-content/uploads/", "situs/", "wp-content/uploads/"])
def test_pictures_in_the_same_zip_come_in(tmp_path, folder):
    members = [("situs/ekspor.xml", export()), (f"{folder}2019/01/kapal-1.jpg", a_picture())]
    report = bring(zipped(tmp_path / "a.zip", *members))
    assert (report.stories, report.photos, pictures_told(report)) == (1, 1, {"beside": 1})
    assert [each.name for each in tmp_path.iterdir() if each.name not in ("home", "media")] == ["a.zip"]


def test_what_in_a_zip_is_no_picture_of_ours_stays_there(tmp_path, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100_000
    link = zipfile.ZipInfo("2019/01/kapal-1.jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    members = [(link, "/etc/passwd"), ("2019/01/kapal-2.jpg", b"\0" * 200_000), ("../../2019/01/kapal-3.jpg", a_picture())]
    report = bring(zipped(tmp_path / "a.zip", ("a.xml", export(count=3)), *members))
    assert (report.stories, report.photos) == (3, 0)
    assert {each["note"].split(": ")[1].split(";")[0] for each in report.unplaced} == {
        "tautan tidak diikuti",
        "isinya menjadi terlalu besar setelah dibuka",
        "gambarnya ada di situs lain dan tidak diambil kecuali diminta",
    }


def test_pictures_beside_the_export_come_in_and_no_others(tmp_path):
    written(tmp_path / "rahasia/kapal-2.jpg", a_picture())
    written(tmp_path / "in/wp-content/uploads/2019/01/kapal-1.jpg", a_picture())
    (tmp_path / "in/2019").symlink_to(tmp_path / "rahasia")
    report = bring(written(tmp_path / "in/a.xml", export(count=2, picture="/2019/kapal-{number}.jpg")))
    assert report.photos == 0
    assert bring(written(tmp_path / "in/a.xml", export())).photos == 1


def test_lists_of_the_old_site_lead_to_ours_and_are_proved(tmp_path):
    path = written(tmp_path / "a.xml", export())
    for _twice in range(2):
        report = bring(path)
        assert report.proof["holds"]
    led = OldList.objects.order_by("-path").values_list("path", "section__title")
    assert list(led) == [("/category/politik", "Politik"), ("/?cat=1", "Politik")]


def test_the_names_of_a_picture_are_its_tails_down_to_its_folder_of_uploads():
    found = names_of("https://lama.id/berita/wp-content/uploads/sites/3/2019/01/a%20b-300x200.jpg?ssl=1")
    assert found[-2:] == ["2019/01/a b.jpg", "2019/01/a b-300x200.jpg"]
    assert "a b.jpg" not in found
    assert names_of("foto/a.jpg") == ["foto/a.jpg"]
    assert names_of("https://lama.id/foto/a.jpg") == ["foto/a.jpg", "a.jpg"]
    assert names_of("https://lama.id/content/images/size/w600/2020/x.jpg")[0] == "content/images/2020/x.jpg"


@pytest.mark.parametrize("file", ["../a.jpg", "https://lama.id/a/../b.jpg", "", "https://[", "data:image/png;base64,AAAA"])
def test_what_is_no_address_of_a_file_has_no_names(file):
    assert names_of(file) == []


@given(st.text(max_size=60) | st.builds("https://lama.id/wp-content/uploads/{}".format, st.text(max_size=40)))
def test_no_address_leads_out_of_the_folder(file):
    uploads = Uploads(Home.of_this_installation().folder)
    assert all(uploads.find(name) is None for name in names_of(file))


def test_no_address_is_too_strange_to_be_refused_in_a_line(tmp_path):
    search = PictureSearch(PictureSources(is_fetching=True, uploads=tmp_path, site="https://lama.id"))
    for file in ["", "http://", "https://[::1", "x" * 5000, "/\0.jpg", "ftp://a.id/x.jpg", "//[", "https://a.id:99999/x.jpg"]:
        with pytest.raises(Unreadable):
            search.path_of(file, Place(tmp_path / "a.xml"))


class Impatient:
    """Answers of a server, one after the other; a file where there are none left."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = 0

    def download(self, url, path):
        self.asked += 1
        if self.answers:
            raise self.answers.pop(0)
        path.write_bytes(b"x")


def a_shelf(tmp_path, *answers):
    slept = []
    fetcher = Impatient(*answers)
    return Shelf(tmp_path / "shelf", fetcher, slept.append), fetcher, slept


def test_a_server_that_is_busy_is_asked_again_when_it_says(tmp_path):
    shelf, fetcher, slept = a_shelf(tmp_path, Answered(503, "7"), Answered(429))
    assert shelf.fetched("https://lama.id/a.jpg").read_bytes() == b"x"
    assert (fetcher.asked, slept) == (3, [7.0, 10.0])


@pytest.mark.parametrize("wait", ["99999999", "besok", "", "-1"])
def test_nobody_waits_longer_than_two_minutes(tmp_path, wait):
    shelf, _fetcher, slept = a_shelf(tmp_path, Answered(503, wait), Answered(503, wait), Answered(503, wait))
    with pytest.raises(Unreadable):
        shelf.fetched("https://lama.id/a.jpg")
    assert [0 < each <= 120 for each in slept] == [True, True]


def test_what_could_not_be_had_is_asked_for_once_a_run_and_pages_keep_their_names(tmp_path):
    shelf, fetcher, _slept = a_shelf(tmp_path, Answered(404))
    for _twice in range(2):
        with pytest.raises(Unreadable, match="404"):
            shelf.fetched("https://lama.id/a.jpg")
    assert fetcher.asked == 1
    assert shelf.fetched("https://lama.id/Foto%20Rob.PNG?x=1").name == "foto-rob.png"
    assert shelf.fetched("https://lama.id/gambar?id=3").name == "gambar.jpg"


def test_a_picture_that_exists_in_two_months_is_two_pictures(tmp_path):
    shelf, _fetcher, _slept = a_shelf(tmp_path)
    assert shelf.fetched("https://lama.id/1/a.jpg") != shelf.fetched("https://lama.id/2/a.jpg")
