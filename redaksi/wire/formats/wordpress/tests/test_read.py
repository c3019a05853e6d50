import re
import tracemalloc
from collections import Counter
from datetime import UTC, datetime

import pytest

from redaksi.stories.copy import BlockCopy, BylineCopy, ListAddress, PhotoCopy, TopicCopy
from redaksi.wire.formats.wordpress import elements, recognizes, stream
from redaksi.wire.item import Unreadable

from .conftest import Read, entry, export_of, meta, picture

KAPAL = PhotoCopy("https://lama.id/wp-content/uploads/2020/02/kapal.jpg", "", "Kapal di dermaga", "Sebuah kapal")


def text(*paragraphs):
    return BlockCopy("text", "".join(f"<p>{each}</p>" for each in paragraphs))


BROKEN = ("crazy-cdata.xml", "malformed.xml", "malformed-simple.xml")


def test_every_file_of_the_importer_is_counted_to_its_last_entry(data):
    taken = Counter()
    for path in sorted(data.rglob("*.xml")):
        raw = path.read_bytes()
        plain = len(re.findall(rb"<item[\s>]", raw))
        assert recognizes(raw[:8192], path.name), path.name
        if path.name in BROKEN:
            with pytest.raises(Unreadable, match=r"^[^\n]+$"):
                Read(raw)
            continue
        found = Read(raw)
        assert found.count == plain, path.name
        assert all(refusal.reason for refusal in found.refusals)
        taken["stories"] += len(found.items)
    assert taken["stories"] > 180


def test_an_entry_becomes_copy():
    authors = (
        "<wp:author><wp:author_login>rina</wp:author_login><wp:author_display_name>Rina A.</wp:author_display_name></wp:author>"
    )
    terms = (
        '<category domain="category" nicename="berita"><![CDATA[Berita]]></category>'
        '<category domain="category" nicename="daerah"><![CDATA[Daerah &amp; Desa]]></category>'
        '<category domain="post_tag" nicename="laut"><![CDATA[Laut]]></category>'
        '<category domain="location" nicename="tegal"><![CDATA[Tegal]]></category>'
        '<category domain="series" nicename="mudik"><![CDATA[Mudik]]></category>'
        '<category domain="post_format" nicename="post-format-video"><![CDATA[Video]]></category>'
    )
    more = terms + "<excerpt:encoded>Singkatnya.</excerpt:encoded><guid>https://lama.id/?p=7</guid>"
    copy = Read(
        export_of(entry("Satu.\n\nDua.", more, title="Kapal &amp;amp; &lt;em&gt;nelayan&lt;/em&gt;"), channel=authors)
    ).copy
    assert copy.headline == "Kapal & nelayan"
    assert copy.section == "Berita"
    assert copy.topics == [TopicCopy("Daerah & Desa"), TopicCopy("Laut"), TopicCopy("Tegal", "place")]
    assert (copy.storyline, copy.teaser, copy.slug) == ("Mudik", "Singkatnya.", "kapal")
    assert copy.bylines == [BylineCopy("Rina A.")]
    assert copy.published_at == datetime(2020, 2, 1, 3, tzinfo=UTC)
    assert copy.body == [text("Satu.", "Dua.")]
    assert (copy.source, copy.identifier) == ("wordpress:lama.id", "7")
    assert copy.old_addresses == ["/2020/02/kapal/", "/2020/02/kapal/amp/", "/2020/02/kapal/feed/", "/?p=7"]


def test_pictures_that_stand_behind_the_story_in_the_file_come_with_it():
    credit = meta("_wp_attachment_metadata", 'a:1:{s:10:"image_meta";a:1:{s:6:"credit";s:6:"Antara";}}')
    body = '<img src="https://www.lama.id/wp-content/uploads/2020/02/kapal-300x200.jpg" alt="">'
    copy = Read(export_of(entry(body, meta("_thumbnail_id", "9")), picture(more=credit))).copy
    expected = PhotoCopy(KAPAL.file, "Antara", KAPAL.caption, KAPAL.alt)
    assert copy.lead_photo == expected
    assert copy.body == [BlockCopy("photo", expected)]


def test_the_category_that_an_seo_plugin_calls_first_is_the_section():
    categories = "".join(
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{name}</wp:category_nicename>"
        f"<wp:cat_name>{name.title()}</wp:cat_name></wp:category>"
        for number, name in ((3, "berita"), (4, "daerah"))
    )
    terms = "".join(f'<category domain="category" nicename="{name}">{name.title()}</category>' for name in ("berita", "daerah"))
    for key in ("_yoast_wpseo_primary_category", "rank_math_primary_category"):
        copy = Read(export_of(entry("x", terms + meta(key, "4")), channel=categories)).copy
        assert (copy.section, copy.topics) == ("Daerah", [TopicCopy("Berita")])


def test_uncategorized_is_no_section():
    assert (
        Read(export_of(entry("x", '<category domain="category" nicename="uncategorized">Umum</category>'))).copy.section == ""
    )


def test_coauthors_and_guests_sign_instead_of_who_typed_it_in():
    guest = entry(
        post_id="20",
        post_type="guest-author",
        more=meta("cap-display_name", "Tamu") + meta("cap-user_login", "tamu") + meta("cap-description", "Menulis."),
    )
    terms = "".join(f'<category domain="author" nicename="cap-{name.lower()}">{name}</category>' for name in ("tamu", "Budi"))
    found = Read(export_of(entry("x", terms), guest))
    assert found.copy.bylines == [BylineCopy("Tamu"), BylineCopy("Budi")]
    assert [(each.name, each.bio) for each in found.papers[0].contributors] == [("Tamu", "Menulis.")]


def test_fields_of_seo_plugins_find_their_place_or_are_told():
    item = Read(export_of(entry("x", meta("_yoast_wpseo_metadesc", "Ringkas.") + meta("rank_math_title", "Judul lain")))).items[
        0
    ]
    assert item.copy.dek == "Ringkas."
    assert len(item.left_out) == 1
    assert "Judul lain" in item.left_out[0]
    patterns = meta("_yoast_wpseo_title", "%%title%% %%sep%%")
    assert Read(export_of(entry("x", patterns))).items[0].left_out == []


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "pending"},
        {"status": "future"},
        {"status": "private"},
        {"status": "aneh"},
        {"post_password": "rahasia"},
    ],
)
def test_what_not_everybody_could_read_never_comes_in_as_public(fields):
    item = Read(export_of(entry("x", **fields))).items[0]
    assert item.copy.published_at is None
    assert item.copy.old_addresses == []
    assert len(item.unplaced) == 1


@pytest.mark.parametrize(
    ("fields", "moment"),
    [
        ({"post_date_gmt": "0000-00-00 00:00:00"}, datetime(2020, 2, 1, 3, tzinfo=UTC)),
        ({"post_date_gmt": "0000-00-00 00:00:00", "post_date": "0000-00-00 00:00:00"}, None),
        ({"post_date_gmt": "20222-02-01 03:00:00", "post_date": "x"}, None),
        ({"post_date_gmt": "", "post_date": "0001-01-01 00:00:00"}, None),
    ],
)
def test_times_have_a_zone(fields, moment):
    assert Read(export_of(entry("x", **fields))).copy.published_at == moment


def test_the_zone_of_the_site_is_learned_from_its_other_entries():
    other = entry("y", post_id="8", post_date="2020-02-01 12:00:00", post_date_gmt="2020-02-01 03:00:00")
    found = Read(export_of(entry("x", post_date_gmt="0000-00-00 00:00:00"), other))
    assert found.items[0].copy.published_at == datetime(2020, 2, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "is_own_line"),
    [
        ({"post_type": "page"}, True),
        ({"post_type": "product"}, True),
        ({"status": "trash"}, True),
        ({"status": "auto-draft"}, True),
        ({"title": ""}, True),
        ({"post_type": "revision"}, False),
        ({"post_type": "nav_menu_item"}, False),
        ({"post_type": "attachment"}, False),
    ],
)
def test_what_is_no_story_is_counted_with_its_reason(fields, is_own_line):
    found = Read(export_of(entry(**fields), entry(**fields)))
    assert found.items == []
    assert found.count == 2
    assert len(found.refusals) == (2 if is_own_line else 1)


def test_lists_of_the_old_site_are_told_with_whom_they_belong_to():
    channel = (
        "<wp:author><wp:author_login>rina</wp:author_login></wp:author>"
        "<wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>berita</wp:category_nicename>"
        "<wp:cat_name>Berita</wp:cat_name></wp:category>"
        "<wp:category><wp:category_nicename>desa</wp:category_nicename><wp:category_parent>berita</wp:category_parent>"
        "<wp:cat_name>Desa</wp:cat_name></wp:category>"
        "<wp:tag><wp:tag_slug>laut</wp:tag_slug><wp:tag_name>Laut</wp:tag_name></wp:tag>"
    )
    found = Read(export_of(entry("x", '<category domain="category" nicename="berita">Berita</category>'), channel=channel))
    (paper,) = found.papers
    assert paper.name == "Harian Lama"
    assert [section.name for section in paper.sections] == ["Berita"]
    assert paper.lists == [
        ListAddress("/category/berita/", "section", "Berita"),
        ListAddress("/category/berita/desa/", "topic", "Desa"),
        ListAddress("/?cat=7", "section", "Berita"),
        ListAddress("/tag/laut/", "topic", "Laut"),
        ListAddress("/author/rina/", "contributor", "rina"),
    ]


def test_former_names_and_pages_of_a_split_story_lead_here_too():
    more = meta("_wp_old_slug", "perahu")
    copy = Read(export_of(entry("Satu<!--nextpage-->Dua", more))).copy
    assert copy.body == [text("Satu", "Dua")]
    assert {"/2020/02/kapal/2/", "/2020/02/perahu/"} < set(copy.old_addresses)


def test_comments_are_kept_aside_without_addresses_of_those_who_wrote_them():
    comment = (
        "<wp:comment><wp:comment_id>5</wp:comment_id><wp:comment_author>Ani</wp:comment_author>"
        "<wp:comment_author_email>ani@x.id</wp:comment_author_email><wp:comment_content>Sedih.</wp:comment_content>"
        "<wp:comment_approved>{}</wp:comment_approved></wp:comment>"
    )
    comments = Read(export_of(entry("x", comment.format("1") + comment.format("spam")))).items[0].comments
    assert [(each.author, each.text, each.is_approved) for each in comments] == [("Ani", "Sedih.", True)]
    assert "ani@x.id" not in str(comments)


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "grammar", [BOMB, OUTSIDE, "<!-- <rss -->" + BOMB, "<!DOCTYPE rss>", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">']
)
def test_a_file_that_brings_entities_along_is_refused_whole(grammar):
    export = export_of(entry("x", more="<guid>&a;</guid>" if "a " in grammar else "")).replace("<rss", f"{grammar}<rss", 1)
    with pytest.raises(Unreadable) as refusal:
        Read(export)
    assert "\n" not in str(refusal.value)


def test_of_a_truncated_file_what_stands_before_comes_in():
    export = export_of(*(entry("x", post_id=str(number)) for number in range(1, 300)))
    found = Read(export[:-2000])
    whole = export[:-2000].count("</item>")
    assert len(found.items) == whole > 290
    (refusal,) = found.refusals
    assert found.count == export[:-2000].count("<item>")
    assert "\n" not in refusal.reason


@pytest.mark.parametrize(
    "broken",
    [
        entry("x", "<wp:is_sticky>0", post_id="2"),
        entry("x <![CDATA[ y ]]> z]]>", post_id="2"),
        entry("x", post_id="2").removesuffix("</item>"),
        "<item><<<",
    ],
)
def test_what_stands_behind_a_broken_entry_comes_in_too(broken):
    before = [entry("x", post_id=str(number)) for number in range(10, 500)]
    after = [entry("y", post_id=str(number)) for number in range(500, 1000)]
    found = Read(export_of(*before, "\n", broken, *after, entry("z", "</wp:b>", post_id="4"), entry("x", post_id="1000")))
    assert [item.copy.identifier for item in found.items] == [str(number) for number in range(10, 1001)]
    assert [refusal.count for refusal in found.refusals] == [1, 1]
    assert all(re.search(r"\b2:", refusal.reason) for refusal in found.refusals)


def test_of_an_export_whose_beginning_is_broken_the_entries_come_in():
    found = Read(export_of(entry("x"), channel="<wp:tag><wp:tag_slug>a</wp:tag>"))
    assert (len(found.items), [refusal.count for refusal in found.refusals]) == (1, [0])


def test_a_file_that_breaks_at_every_entry_is_read_so_often_and_no_more():
    found = Read(export_of(entry("x", post_id="1"), *["<item></b></item>"] * 200))
    assert (len(found.items), len(found.refusals)) == (1, elements.MOST_BREAKS)


@pytest.mark.parametrize(
    "raw",
    [
        b"\n\n" + export_of(entry("Kapal \x08karam\x0b")).encode(),
        b"\xef\xbb\xbf" + export_of(entry("Kapal karam")).encode(),
        export_of(entry("Kapal é karam")).encode("latin-1"),
        export_of(entry("Kapal é karam")).replace('"1.0"', '"1.0" encoding="ISO-8859-1"').encode("latin-1"),
        export_of(entry("Kapal karam")).replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"),
    ],
)
def test_what_xml_does_not_allow_is_put_right(raw):
    (block,) = Read(raw).copy.body
    assert block.value in ("<p>Kapal karam</p>", "<p>Kapal é karam</p>")


def test_characters_are_known_by_the_names_that_html_gives_them():
    copy = Read(export_of(entry("x", title="Kapal&nbsp;karam &eacute;&hellip; &amp;rsquo;"))).copy
    assert copy.headline == "Kapal karam é… ’"


def test_a_letter_on_the_edge_of_two_chunks_stays_whole():
    words = "kapalé " * 40_000
    found = Read(export_of(entry(words)))
    assert found.copy.body == [text(words.strip())]
    assert found.items[0].unplaced == []


def test_scripts_in_every_field_do_no_harm():
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    hidden = evil.replace("<", "&lt;")
    copy = Read(export_of(entry(evil, f"<excerpt:encoded>{hidden}</excerpt:encoded>", title=f"{hidden}Judul"))).copy
    assert copy.headline == "Judul"
    assert "alert" not in str(copy.body) + copy.teaser + copy.headline


def test_an_entry_without_end_is_not_held_in_memory(monkeypatch):
    monkeypatch.setattr(stream, "MOST_OF_AN_ENTRY", 1 << 20)
    found = Read(export_of(entry("pendek", post_id="1"), entry("Kapal " * 400_000, post_id="2"), entry("sesudah", post_id="3")))
    assert [item.copy.identifier for item in found.items] == ["1"]
    (refusal,) = found.refusals
    assert (refusal.count, "\n" in refusal.reason) == (1, False)


def test_memory_stays_flat_however_long_the_file():
    export = export_of(*(entry("Kapal " * 200, post_id=str(number)) for number in range(4000))).encode()
    tracemalloc.start()
    Read(export)  # keeps the items: what is measured is beside them
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - kept < 12 * 1024 * 1024
