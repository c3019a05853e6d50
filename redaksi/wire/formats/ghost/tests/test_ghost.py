import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.stories import prose
from redaksi.stories.copy import (
    BlockCopy,
    BylineCopy,
    ContributorCopy,
    ListAddress,
    PhotoCopy,
    SectionCopy,
    StoryCopy,
    TopicCopy,
)
from redaksi.wire.formats import Certainty, format_of
from redaksi.wire.formats.ghost import read, recognizes, write
from redaksi.wire.formats.ghost.write import CARRIED
from redaksi.wire.item import House, Item, Unreadable
from redaksi.wire.opened import HEAD, OpenedFile
from redaksi.wire.refusal import Refusal

SAMPLES = Path(__file__).parents[1] / "samples"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
HOUSE = House(ZoneInfo("Asia/Jakarta"), NOW)


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"


def read_all(raw, name="ekspor.json", folder=Path("/nowhere")):
    return list(read(OpenedFile(folder / name, name, io.BytesIO(raw), raw[:HEAD]), HOUSE))


def sample(name):
    return read_all((SAMPLES / name).read_bytes(), name)


def export(*posts, **tables):
    return json.dumps({"db": [{"meta": {}, "data": {"posts": posts, **tables}}]}).encode()


def item_of(**post):
    _paper, item = read_all(export({"title": "Judul", "slug": "judul", **post}))
    return item


def lexical(*children):
    return json.dumps({"root": {"type": "root", "children": children}})


def test_what_stories_share():
    paper = sample("warta-kita.json")[0]
    assert (paper.name, paper.tagline) == ("Warta Kita", "Kabar dari dekat")
    assert paper.sections == [SectionCopy("Daerah", "Kabar dari daerah.")]
    assert paper.topics == [TopicCopy("Pelabuhan", description="Tempat kapal bersandar.")]
    assert paper.contributors == [ContributorCopy("Rina Sari", bio="Wartawan daerah.")]
    assert ListAddress("/tag/daerah/", "section", "Daerah") in paper.lists
    assert ListAddress("/author/rina/", "contributor", "Rina Sari") in paper.lists


def test_a_story_in_lexical_with_every_card():
    item = sample("warta-kita.json")[1]
    copy = item.copy
    assert copy.headline == "Kapal kayu terakhir dari Kali Bening"
    assert (copy.dek, copy.teaser) == ("Empat puluh tahun, lalu sunyi.", "Kapal kayu terakhir berhenti berlayar.")
    assert (copy.section, copy.topics) == ("Daerah", [TopicCopy("Pelabuhan")])
    assert copy.bylines == [BylineCopy("Rina Sari"), BylineCopy("Budi Santoso")]
    assert copy.lead_photo == PhotoCopy(
        "/content/images/2023/05/dermaga.jpg", "Budi Santoso", "Dermaga, Mei 2023.", "Dermaga kosong"
    )
    assert copy.published_at == datetime(2023, 5, 15, 2, 14, tzinfo=UTC)
    assert copy.updated_at == datetime(2023, 5, 16, 1, 0, tzinfo=UTC)
    assert copy.old_addresses == ["/kapal-kayu-terakhir/"]
    assert copy.ed_note == "meta_title: Kapal terakhir"
    assert [block.kind for block in copy.body] == [
        *("text", "heading", "list", "photo", "gallery", "embed", "embed", "factbox", "text", "heading", "text", "heading"),
        *("text", "table", "text"),
    ]
    assert copy.body[0].value == (
        '<p>Kapal kayu <b>terakhir</b> bersandar. <a href="/dermaga-lama/">Dermaga lama</a> sepi.</p>'
    )
    assert copy.body[3].value == PhotoCopy(
        "/content/images/2023/05/kapal.jpg", "Foto: Rina Sari", "Kapal terakhir.", "Kapal kayu di dermaga"
    )
    assert copy.body[4].value["title"] == "Di dermaga"
    assert copy.body[5].value == {"url": "https://www.youtube.com/watch?v=abcdefghijk", "caption": "Pelayaran terakhir"}
    assert copy.body[6].value == {"url": "https://contoh.id/pelabuhan", "caption": "Sejarah pelabuhan"}
    assert copy.body[7].value == {"title": "Apa itu kopra?", "text": "<p>Daging kelapa kering.</p>"}
    assert copy.body[-1].value == "<p>Air <strong>pasang</strong> malam ini.</p><p>Kata di kartu asing</p>"
    assert [note for note in item.unplaced if "tag" not in note] == [
        "a box without a title; its words stand in the text",
        "a file to take away; its link came in: manifes.pdf",
        "a product with its price or button; its words stand in the text",
        "what stood behind the paywall came in with the rest",
        "a card of a kind that is not known; its words stand in the text: kartu-baru",
        "no text, left out: <script>",
        "it was for members alone (members); here everybody could read it",
        "code for this page alone, left out",
    ]
    assert "a tag for the desk alone, left out: #pilihan" in item.unplaced
    assert item.left_out == ["words for e-mail alone: <p>Terima kasih sudah berlangganan.</p>", "a form to sign up: Daftar"]


def test_a_scheduled_story_in_mobiledoc():
    item = sample("warta-kita.json")[2]
    assert (item.copy.published_at, item.copy.old_addresses, item.copy.section) == (None, [], "")
    assert item.copy.topics == [TopicCopy("Pelabuhan")]
    assert "it was to be published at 2031-01-01T00:00:00+00:00" in item.unplaced
    kinds = [block.kind for block in item.copy.body]
    assert kinds == ["text", "photo", "heading", "list", "heading", "list", "text", "photo"]
    assert item.copy.body[0].value == (
        '<p>Petani <b>menunggu</b> hujan. <a href="https://contoh.id/sawah"><i>Data sawah</i></a><br>turun.</p>'
    )


def test_html_and_plain_words_where_no_editor_kept_them():
    draft, sent = sample("warta-kita.json")[3:5]
    assert [block.kind for block in draft.copy.body] == ["heading", "text"]
    assert sent.copy.body == [BlockCopy("text", "<p>Selamat pagi.</p><p>Hari ini cerah.</p>")]
    assert sent.copy.published_at is None
    assert "it was sent by e-mail at 2023-05-15T02:14:00+00:00" in sent.unplaced


def test_a_page_is_not_taken():
    assert sample("warta-kita.json")[5] == Refusal("warta-kita.json: tentang", "a page of the site, no story")


def test_an_export_of_the_first_version():
    _paper, story, page = sample("lama.json")
    assert story.copy.body[0].value == "<p>Lampu <strong>menyala</strong>.</p>"
    assert story.copy.lead_photo.file == "/content/images/2014/05/desa.jpg"
    assert story.copy.old_addresses == ["/2014/05/13/listrik-masuk-desa/", "/listrik-masuk-desa/"]
    assert (story.copy.section, story.copy.bylines) == ("Daerah", [BylineCopy("Rina Sari")])
    assert isinstance(page, Refusal)


def test_pictures_lie_where_ghost_packs_them_and_nowhere_else(tmp_path):
    (tmp_path / "content/images").mkdir(parents=True)
    (tmp_path / "content/images/a.jpg").write_bytes(b"x")
    files = [
        "__GHOST_URL__/content/images/a.jpg",
        "/content/images/../../../etc/passwd",
        "https://lain.id/content/images/a.jpg",
    ]
    posts = [{"title": "x", "html": f'<p>x</p><img src="{file}">', "feature_image": file} for file in files]
    _paper, *items = read_all(export(*posts), folder=tmp_path)
    assert [bool(item.copy.lead_photo.path) for item in items] == [True, False, False]
    assert [bool(item.copy.body[1].value.path) for item in items] == [True, False, False]


def test_where_one_editor_s_text_is_broken_the_next_is_read():
    item = item_of(lexical='{"root":', html="<p>Tetap ada.</p>")
    assert item.copy.body == [BlockCopy("text", "<p>Tetap ada.</p>")]
    assert item.unplaced[0].startswith("its text as lexical cannot be read")


EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>Kata"


def test_scripts_in_every_field_are_only_words():
    cards = [
        "image",
        "embed",
        "bookmark",
        "callout",
        "toggle",
        "button",
        "header",
        "file",
        "product",
        "html",
        "markdown",
        "codeblock",
    ]
    names = [
        "src",
        "url",
        "html",
        "caption",
        "alt",
        "heading",
        "content",
        "calloutText",
        "buttonUrl",
        "buttonText",
        "header",
        "href",
    ]
    nodes = [
        {"type": kind, **dict.fromkeys([*names, "markdown", "code", "productUrl", "productButton"], EVIL)} for kind in cards
    ]
    nodes.append({"type": "link", "url": "javascript:alert(1)", "children": [{"type": "text", "text": EVIL}]})
    item = item_of(lexical=lexical(*nodes), custom_excerpt=EVIL, feature_image="javascript:alert(1)")
    for block in item.copy.body:
        markup = block.value if isinstance(block.value, str) else json.dumps(block.value, default=str)
        assert "javascript:" not in markup or block.kind == "photo"
        assert block.kind != "text" or ("<script" not in markup and "<img" not in markup)


def nested(depth, inside="dalam"):
    return '{"type":"quote","children":[' * depth + json.dumps({"type": "text", "text": inside}) + "]}" * depth


@pytest.mark.parametrize("depth", [30, 60, 300, 10_000])
def test_what_is_nested_too_deeply_is_told(depth):
    item = item_of(lexical='{"root":{"children":[' + nested(depth) + "]}}", html="<p>dalam</p>")
    words = " ".join(prose.paragraphs({"type": block.kind, "value": block.value} for block in item.copy.body))
    assert "dalam" in words
    assert depth == 30 or item.unplaced


def test_a_file_nested_too_deeply_is_refused():
    with pytest.raises(Unreadable, match="not valid JSON"):
        read_all(b'{"db": [{"data": {"posts": ' + b"[" * 100_000)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**18)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "x", "1", "<p>", "#a", "published"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "children", "root", "text", "0"]), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = (
    *("id", "uuid", "title", "slug", "lexical", "mobiledoc", "html", "markdown", "status", "published_at", "page", "type"),
    *("feature_image", "custom_excerpt", "visibility", "author_id"),
)
CARD = st.dictionaries(st.sampled_from(["images", "src", "metadata", "caption", "url", "heading", "content"]), JSON, max_size=4)
LEXICAL = st.lists(
    st.builds(
        lambda kind, card: {**card, "type": kind},
        st.sampled_from(["image", "gallery", "bookmark", "toggle", "list", "x"]),
        CARD,
    ),
    max_size=3,
).map(lambda nodes: {"root": {"children": nodes}})
MOBILEDOC = st.fixed_dictionaries(
    {
        "sections": st.lists(st.tuples(st.sampled_from([1, 2, 3, 10, "x"]), JSON, JSON).map(list) | JSON, max_size=4),
        "cards": st.lists(st.tuples(st.sampled_from(["image", "html", 3]), CARD).map(list) | JSON, max_size=2) | JSON,
        "markups": JSON,
        "atoms": JSON,
    }
)
POST = st.builds(
    lambda fields, lexical, mobiledoc: {
        **fields,
        **({"lexical": lexical} if lexical else {}),
        **({"mobiledoc": mobiledoc} if mobiledoc else {}),
    },
    st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=8),
    st.none() | LEXICAL,
    st.none() | MOBILEDOC,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(POST | JSON, max_size=3),
    st.dictionaries(st.sampled_from(["tags", "users", "posts_tags", "posts_meta", "settings"]), JSON),
)
def test_wrong_types_anywhere_are_never_a_crash(posts, tables):
    for read_item in read_all(export(*posts, **tables))[1:]:
        assert isinstance(read_item, Item | Refusal)


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_a_file_of_anything_is_an_export_or_refused(value):
    try:
        read_all(json.dumps(value).encode())
    except Unreadable as unreadable:
        message = str(unreadable)
    else:
        message = "an export"
    assert message


@pytest.mark.parametrize(
    ("head", "certainty"),
    [
        (b'{"db":[{"meta":{"exported_on":1', Certainty.SURE),
        (b'\xef\xbb\xbf{\n "db" : [ {"data"', Certainty.SURE),
        (b'{"meta":{"exported_on":1388805572000,"version":"000"},"data"', Certainty.SURE),
        (b'{"data":{"posts":[', Certainty.SURE),
        (b'{"db": "sqlite"}', Certainty.NO),
        (b'{"uri": "x", "headline": "y"}', Certainty.NO),
    ],
)
def test_exports_are_recognized(head, certainty):
    assert recognizes(head, "x.json") == certainty


@pytest.mark.parametrize("name", ["warta-kita.json", "lama.json"])
def test_no_other_format_claims_them(name):
    assert format_of((SAMPLES / name).read_bytes()[:HEAD], name) == "ghost"


WORD = st.text(st.sampled_from("abcdeé ü&<>\"'“😀"), min_size=1, max_size=8).map(lambda text: f"k{text.strip()}k")
LINE = st.lists(WORD, min_size=1, max_size=4).map(lambda words: " ".join(" ".join(words).split()))
ESCAPED = LINE.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
MARKED = st.one_of(
    ESCAPED,
    ESCAPED.map(lambda text: f"{text} <b>{text}</b> dan <i>{text}</i>."),
    ESCAPED.map(lambda text: f'<a href="https://contoh.id/a?b=1&amp;c=2">{text}</a> lalu H<sub>2</sub>O<br>{text}'),
)
PARAGRAPHS = st.lists(MARKED.map(lambda text: f"<p>{text}</p>"), min_size=1, max_size=3).map("".join)
PHOTO = st.builds(PhotoCopy, st.just("https://lama.id/a.jpg"), credit=LINE | st.just(""), caption=LINE | st.just(""), alt=LINE)
BLOCK = st.one_of(
    PARAGRAPHS.map(lambda text: BlockCopy("text", text)),
    st.builds(lambda text, level: BlockCopy("heading", {"text": text, "level": level}), LINE, st.sampled_from([2, 3])),
    st.builds(
        lambda n, items: BlockCopy("list", {"is_numbered": n, "items": [f"<p>{item}</p>" for item in items]}),
        st.booleans(),
        st.lists(MARKED, min_size=1, max_size=3),
    ),
    st.builds(lambda t, s, r: BlockCopy("quote", {"text": t, "speaker": s, "speaker_role": r}), LINE, LINE, LINE),
    PHOTO.map(lambda photo: BlockCopy("photo", photo)),
    LINE.map(lambda caption: BlockCopy("embed", {"url": "https://contoh.id/v", "caption": caption})),
    st.builds(lambda title, text: BlockCopy("factbox", {"title": title, "text": text}), LINE, PARAGRAPHS),
)
DAY = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0))
TIMES = st.one_of(
    st.just({}),
    DAY.map(lambda at: {"published_at": at}),
    DAY.map(lambda at: {"published_at": at, "updated_at": at + timedelta(hours=1)}),
)
NAMES = st.lists(LINE, max_size=4, unique=True)


def story(fields, names, topics, times):
    section = topics[0] if topics and len(topics) % 2 else ""
    return StoryCopy(
        **fields,
        **times,
        section=section,
        topics=[TopicCopy(name) for name in topics if name != section],
        bylines=[BylineCopy(name) for name in names],
    )


STORIES = st.builds(
    story,
    st.fixed_dictionaries(
        {
            "headline": LINE,
            "dek": LINE | st.just(""),
            "teaser": LINE | st.just(""),
            "slug": st.sampled_from(["satu", "dua-tiga"]),
            "body": st.lists(BLOCK, max_size=5).map(
                lambda blocks: [b for i, b in enumerate(blocks) if not i or b.kind != blocks[i - 1].kind]
            ),
            "lead_photo": st.none() | PHOTO,
        }
    ),
    NAMES,
    NAMES,
    TIMES,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(STORIES, min_size=1, max_size=3))
def test_what_was_written_is_read_back(stories):
    raw = "".join(write(stories, NOW)).encode()
    assert recognizes(raw[:HEAD], "x.json") is Certainty.SURE
    _paper, *items = read_all(raw)
    assert [(name, getattr(item.copy, name)) for item in items for name in CARRIED] == [
        (name, getattr(copy, name)) for copy in stories for name in CARRIED
    ]


def test_an_identifier_that_is_a_uuid_stays():
    uuid = "0b5f5f5e-7f0a-4b53-9d4e-4a8f6f3f0001"
    _paper, item = read_all("".join(write([StoryCopy("x", identifier=uuid)], NOW)).encode())
    assert item.copy.identifier == uuid
