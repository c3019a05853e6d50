import re
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, StoryCopy, TopicCopy
from redaksi.wire.formats.wordpress import write, write_all
from redaksi.wire.formats.wordpress.write import CARRIED
from redaksi.wire.markup.tables import options

from .conftest import Read

WORD = st.sampled_from(
    ["kapal", "]]>", "<b>", "&amp;", "&", "é", "“ya”", "--", "😀", "a,b", "'", '"', "1.", "</p>", "[x]", "%%"]
)
LINE = st.lists(WORD | st.text("kdr<>&", min_size=1, max_size=4), min_size=1, max_size=4).map(" ".join)
NAME = LINE.filter(lambda text: any(letter.isalnum() for letter in text))
ESCAPED = LINE.map(lambda text: escape(text, quote=False))
PARAGRAPHS = st.lists(ESCAPED | ESCAPED.map(lambda t: f"x<b>{t}</b>"), min_size=1, max_size=3).map(
    lambda texts: "".join(f"<p>{text}</p>" for text in texts)
)
PHOTO = st.builds(
    PhotoCopy,
    st.sampled_from(["https://lama.id/a.jpg", "https://lama.id/b.png?x=1&y=2"]),
    credit=LINE | st.just(""),
    caption=LINE | st.just(""),
    alt=LINE | st.just(""),
)
BLOCK = st.one_of(
    PARAGRAPHS.map(lambda text: BlockCopy("text", text)),
    st.builds(lambda t, n: BlockCopy("heading", {"text": t, "level": n}), LINE, st.sampled_from([2, 3])),
    st.builds(
        lambda n, items: BlockCopy("list", {"is_numbered": n, "items": items}),
        st.booleans(),
        st.lists(PARAGRAPHS, min_size=1, max_size=2),
    ),
    st.builds(
        lambda lines, said: BlockCopy("quote", {"text": "\n\n".join(lines), **said}),
        st.lists(LINE, min_size=1, max_size=2),
        st.fixed_dictionaries(
            {"speaker": LINE | st.just(""), "speaker_role": LINE | st.just("")}, optional={"attribution": LINE, "person": LINE}
        ),
    ),
    st.builds(
        lambda rows, caption, head, first: BlockCopy(
            "table", {"caption": caption, "table": {"data": rows, **options(head, first)}}
        ),
        st.lists(st.lists(LINE, min_size=2, max_size=2), min_size=2, max_size=3),
        LINE | st.just(""),
        st.booleans(),
        st.booleans(),
    ),
    PHOTO.map(lambda photo: BlockCopy("photo", photo)),
    st.builds(
        lambda caption: BlockCopy("embed", {"url": "https://contoh.id/v?a=1&b=2", "caption": caption}), LINE | st.just("")
    ),
    st.builds(lambda title, text: BlockCopy("factbox", {"title": title, "text": text}), LINE, PARAGRAPHS),
)
MOMENT = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(
    lambda m: m.replace(microsecond=0)
)


def _unlike_in_the_lead(copy):
    """WordPress has one entry for a picture, whichever story shows it."""
    if copy.lead_photo:
        copy.lead_photo = PhotoCopy(
            "https://lama.id/utama.jpg", copy.lead_photo.credit, copy.lead_photo.caption, copy.lead_photo.alt
        )
    else:
        copy.lead_caption = ""
    if copy.teaser:
        copy.dek = copy.dek or "x"
    if not copy.published_at:
        copy.updated_at = None
    elif copy.updated_at:
        copy.updated_at = copy.published_at + timedelta(hours=1)
    return copy


STORIES = st.builds(
    StoryCopy,
    headline=LINE,
    section=NAME | st.just(""),
    **{name: LINE | st.just("") for name in ("kicker", "dek", "teaser", "slugline", "dateline", "lead_credit", "lead_caption")},
    storyline=NAME | st.just(""),
    slug=st.sampled_from(["", "kapal-karam", "kapal"]),
    body=st.lists(BLOCK, max_size=4).map(
        lambda blocks: [b for i, b in enumerate(blocks) if not i or b.kind != "text" or blocks[i - 1].kind != "text"]
    ),
    lead_photo=st.none() | PHOTO,
    bylines=st.lists(st.builds(BylineCopy, NAME), max_size=2, unique=True),
    topics=st.lists(
        st.builds(TopicCopy, NAME, st.sampled_from(["subject", "place", "person"])),
        max_size=3,
        unique_by=lambda each: each.name,
    ),
    genre=st.sampled_from(["report", "opinion"]),
    language=st.sampled_from(["id", "en"]),
    published_at=st.none() | MOMENT,
    updated_at=st.none() | MOMENT,
    source=st.just("wordpress:lama.id"),
    identifier=st.integers(1, 999_999_999).map(str),
).map(_unlike_in_the_lead)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(STORIES)
def test_what_is_written_is_read_again(copy):
    again = Read(write(copy)).copy
    assert {name: getattr(again, name) for name in CARRIED} == {name: getattr(copy, name) for name in CARRIED}


def test_only_fields_of_a_story_are_declared():
    assert set(CARRIED) <= {each.name for each in fields(StoryCopy)}
    assert len(set(CARRIED)) == len(CARRIED)


def _story(**given):
    body = [BlockCopy("text", "<p>Satu</p>"), BlockCopy("quote", {"text": "Ya -- -->", "speaker": "Rina", "speaker_role": ""})]
    photo = PhotoCopy("https://lama.id/a.jpg", "Antara", "Kapal")
    moment = datetime(2020, 2, 1, 3, tzinfo=UTC)
    return StoryCopy("Kapal", section="Berita", body=body, lead_photo=photo, published_at=moment, **given)


def test_an_export_has_what_wordpress_asks_for():
    stories = [_story(identifier="7"), _story(identifier="8"), StoryCopy("Naskah")]
    export = "".join(write_all(stories, "Harian", "https://harian.id"))
    root = etree.fromstring(export.encode())
    wp = "{http://wordpress.org/export/1.2/}"
    assert root.findtext(f"channel/{wp}wxr_version") == "1.2"
    assert root.findtext(f"channel/{wp}base_site_url") == "https://harian.id"
    items = root.findall("channel/item")
    assert [item.findtext(f"{wp}post_type") for item in items] == ["attachment", "post", "attachment", "post", "post"]
    assert [item.findtext(f"{wp}status") for item in items] == ["inherit", "publish", "inherit", "publish", "draft"]
    numbers = [item.findtext(f"{wp}post_id") for item in items]
    assert len(set(numbers)) == 5
    thumbnail = next(m for m in items[1].findall(f"{wp}postmeta") if m.findtext(f"{wp}meta_key") == "_thumbnail_id")
    assert thumbnail.findtext(f"{wp}meta_value") == numbers[0]
    assert items[0].findtext(f"{wp}attachment_url") == "https://lama.id/a.jpg"
    assert items[1].findtext(f"{wp}post_date_gmt") == "2020-02-01 03:00:00"


def test_an_export_holds_no_more_than_one_story_at_a_time():
    asked = []
    copies = (asked.append(number) or _story(identifier=str(number)) for number in range(3))
    written = write_all(copies, "Koran", "https://koran.example")
    next(piece for piece in written if piece.startswith("<item>"))
    assert asked == [0]
    assert sum(piece.startswith("<item>") for piece in written) == 5


def test_blocks_are_as_the_editor_keeps_them():
    content = re.search(r"<content:encoded><!\[CDATA\[(.*?)\]\]></content:encoded>", write(_story()), re.DOTALL)[1]
    opened = re.findall(r"<!-- wp:([a-z-]+)(?: (\{.*?\}))? -->", content)
    closed = re.findall(r"<!-- /wp:([a-z-]+) -->", content)
    assert sorted(name for name, _attributes in opened) == sorted(closed) == ["paragraph", "paragraph", "quote"]
    assert all("--" not in attributes for _name, attributes in opened)
