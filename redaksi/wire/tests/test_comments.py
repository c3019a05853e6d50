import json
import stat

import pytest

from redaksi.lib.home import Home
from redaksi.stories.models import Story
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


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = Home(tmp_path / "home")
    return settings.HOME


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
