import json
import stat

import pytest

from redaksi.stories import actions
from redaksi.stories.models import Batch, Story
from redaksi.wire import comments, intake
from redaksi.wire.tests.test_intake import write

pytestmark = pytest.mark.django_db

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Lama</title><link>https://lama.id</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://lama.id</wp:base_site_url><wp:base_blog_url>https://lama.id</wp:base_blog_url>
<item><title>Judul</title><link>https://lama.id/judul/</link><guid>https://lama.id/?p=17</guid>
<content:encoded><![CDATA[<p>Isi berita.</p>]]></content:encoded><wp:post_id>17</wp:post_id>
<wp:post_date_gmt>2024-01-05 03:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:comment><wp:comment_id>5</wp:comment_id><wp:comment_author>Rina</wp:comment_author>
<wp:comment_date_gmt>2024-01-06 03:00:00</wp:comment_date_gmt><wp:comment_content>Betul sekali.</wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment></item></channel></rss>"""


def test_comments_of_an_export_are_kept_aside_in_a_file_for_its_owner_alone(paper, tmp_path):
    report = intake.bring([write(tmp_path, "a.xml", WXR)], as_="published")
    story, file = Story.objects.get(), comments.file_of(report.batch)
    assert [json.loads(line) for line in file.read_text().splitlines()] == [
        {
            "story": story.pk,
            "address": story.address,
            "source": story.source_ids.get().source,
            "item": story.source_ids.get().identifier,
            "identifier": "5",
            "author": "Rina",
            "text": "Betul sekali.",
            "written_at": "2024-01-06 03:00:00",
            "answers": "",
            "kind": "comment",
            "is_approved": True,
        }
    ]
    assert (report.comments, stat.S_IMODE(file.stat().st_mode)) == (1, 0o600)
    again = intake.bring([tmp_path / "a.xml"], as_="published")
    assert (again.comments, again.unchanged) == (0, 1)


def test_a_dry_run_and_an_archive_without_comments_leave_no_file(paper, home, tmp_path):
    intake.bring([write(tmp_path, "a.xml", WXR)], dry_run=True)
    intake.bring([write(tmp_path, "b.xml", WXR.replace("comment>", "other>"))])
    assert not (home.folder / "imports").exists()


LATER = WXR.replace(
    "</item>",
    "<wp:comment><wp:comment_id>6</wp:comment_id><wp:comment_author>Budi</wp:comment_author>"
    "<wp:comment_content>Tidak.</wp:comment_content><wp:comment_approved>0</wp:comment_approved></wp:comment></item>",
)


def kept(home):
    files = home.imports.glob("*/comments.jsonl")
    return sorted(tuple(map(json.loads(line).get, ("story", "author", "text"))) for file in files for line in file.open())


def test_a_later_export_with_more_comments_below_the_same_story_keeps_the_new_ones_alone(paper, home, tmp_path):
    first = intake.bring([write(tmp_path, "a.xml", WXR)], as_="published")
    story = Story.objects.get()
    later = intake.bring([write(tmp_path, "b.xml", LATER)], as_="published")
    assert (later.stories, later.unchanged, later.comments, later.proof["holds"]) == (0, 1, 1, True)
    assert later.batch != first.batch
    assert kept(home) == [(story.pk, "Budi", "Tidak."), (story.pk, "Rina", "Betul sekali.")]
    again = intake.bring([tmp_path / "b.xml"], as_="published")
    assert (again.comments, again.batch, len(kept(home))) == (0, "", 2)


def test_a_new_version_of_the_story_brings_its_comments_no_second_time(paper, home, tmp_path):
    intake.bring([write(tmp_path, "a.xml", WXR)], as_="published")
    changed = intake.bring([write(tmp_path, "b.xml", LATER.replace("Isi berita", "Isi yang diralat"))], as_="published")
    assert (changed.new_versions, changed.comments, len(kept(home))) == (1, 1, 2)


def test_a_comment_that_was_changed_is_kept_as_it_is_now_too(paper, home, tmp_path):
    intake.bring([write(tmp_path, "a.xml", WXR)])
    intake.bring([write(tmp_path, "b.xml", WXR.replace("Betul sekali.", "Betul, tetapi."))])
    assert [text for _story, _author, text in kept(home)] == ["Betul sekali.", "Betul, tetapi."]


def test_comments_come_again_below_a_story_that_comes_again(paper, home, tmp_path):
    first = intake.bring([write(tmp_path, "a.xml", WXR)])
    actions.take_back(Batch.objects.get(uid=first.batch), by=None)
    again = intake.bring([tmp_path / "a.xml"])
    assert (again.stories, again.comments) == (1, 1)
    assert kept(home)[-1][0] == Story.objects.get().pk


def test_a_line_that_a_killed_run_left_half_written_hides_nothing(paper, home, tmp_path):
    first = intake.bring([write(tmp_path, "a.xml", WXR)])
    file = comments.file_of(first.batch)
    file.write_text(file.read_text()[:-20])
    assert intake.bring([tmp_path / "a.xml"]).comments == 1
