import html
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.wire.formats import Certainty
from redaksi.wire.formats.manuscript import recognizes, write
from redaksi.wire.formats.manuscript.blocks import BARE_TABLE_OPTIONS, TABLE_OPTIONS
from redaksi.wire.formats.manuscript.edition import edition_of
from redaksi.wire.formats.manuscript.pictures import PictureFolders
from redaksi.wire.formats.manuscript.read import read_text
from redaksi.wire.item import Unreadable

NOWHERE = PictureFolders(())
DOCUMENTED = Path(__file__).parents[5] / "docs/formats/manuscript.md"
DEMO = Path(__file__).parents[4] / "cli/demo/edition"


def read(text):
    return read_text(text, NOWHERE)


# Stories of every shape: what a person might type, and what only a machine would.
TYPED = r"Minsk 24/2 * _ ** 1. - # > [a](b) ` ``` +++ \ ! &amp; & <b> ~ é “ya” === --- 1) + | http://a.id ![ ' x"
WORDS = st.sampled_from([*TYPED.split(" "), "\u00a0"])
LINE = (
    st.lists(WORDS | st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8), min_size=1)
    .map(lambda words: " ".join(" ".join(words).split()))
    .filter(bool)
)
ESCAPED = LINE.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
MARKED = st.one_of(
    ESCAPED,
    ESCAPED.map(lambda text: f"<b>{text}</b>"),
    ESCAPED.map(lambda text: f"x<i>{text}</i>"),
    ESCAPED.map(lambda text: f'<a href="https://contoh.id/a?b=1">{text}</a>.'),
    st.tuples(ESCAPED, ESCAPED).map(lambda pair: f"{pair[0]} <b>{pair[1]}</b>"),
    st.just("H<sub>2</sub>O dan m<sup>2</sup>"),
)
PARAGRAPH = MARKED.map(lambda text: f"<p>{text}</p>")
PARAGRAPHS = st.lists(PARAGRAPH, min_size=1, max_size=3).map("".join)
PHOTO = st.builds(
    PhotoCopy,
    file=st.just("photos/a.jpg"),
    credit=LINE,
    caption=LINE | st.just(""),
    alt=LINE,
    usage_terms=st.sampled_from(["", "CC0"]),
    digital_source_type=st.sampled_from(["digitalCapture", "digitalCreation"]),
    creator=LINE | st.just(""),
)
CELLS = st.lists(st.lists(LINE, min_size=2, max_size=2), min_size=1, max_size=3)
BLOCK = st.one_of(
    PARAGRAPHS.map(lambda text: BlockCopy("text", text)),
    st.builds(
        lambda text, level: BlockCopy("heading", {"text": text, "level": level}),
        LINE.filter(lambda t: len(t) < 150),
        st.sampled_from([2, 3]),
    ),
    st.builds(
        lambda t, s, r, a: BlockCopy("quote", {"text": t, "speaker": s, "speaker_role": r, "attribution": a}),
        LINE,
        LINE,
        LINE,
        LINE,
    ),
    PHOTO.map(lambda photo: BlockCopy("photo", photo)),
    st.lists(PHOTO, min_size=1, max_size=3).map(lambda photos: BlockCopy("gallery", {"title": "Galeri", "photos": photos})),
    st.builds(lambda title, text: BlockCopy("factbox", {"title": title, "text": text}), LINE, PARAGRAPHS),
    CELLS.map(lambda rows: BlockCopy("table", {"caption": "", "table": {"data": rows, **TABLE_OPTIONS}})),
    CELLS.map(lambda rows: BlockCopy("table", {"caption": "Angka", "table": {"data": rows, **BARE_TABLE_OPTIONS}})),
    st.builds(
        lambda n, items: BlockCopy("list", {"is_numbered": n, "items": items}),
        st.booleans(),
        st.lists(PARAGRAPH, min_size=1, max_size=3),
    ),
    LINE.map(lambda caption: BlockCopy("embed", {"url": "https://contoh.id/v", "caption": caption})),
    LINE.map(lambda story: BlockCopy("related", {"story": story})),
)
MOMENT = st.none() | st.datetimes(
    datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))])
)
STORIES = st.builds(
    StoryCopy,
    headline=LINE,
    **{
        name: LINE | st.just("")
        for name in ("kicker", "dek", "teaser", "slugline", "section", "dateline", "ed_note", "storyline", "identifier")
    },
    body=st.lists(BLOCK, max_size=5).map(
        lambda blocks: [b for i, b in enumerate(blocks) if not i or b.kind != "text" or blocks[i - 1].kind != "text"]
    ),
    lead_photo=st.none() | PHOTO,
    lead_caption=LINE | st.just(""),
    lead_credit=LINE | st.just(""),
    bylines=st.lists(
        st.builds(BylineCopy, LINE, st.sampled_from(["reporter", "editor"]), st.sampled_from(["", "wk"])), max_size=2
    ),
    topics=st.lists(st.builds(TopicCopy, LINE, st.sampled_from(["subject", "place"])), max_size=2),
    sources=st.lists(
        st.builds(SourceCopy, LINE, st.sampled_from(["person", "organization"]), st.just("https://a.id"), LINE), max_size=2
    ),
    genre=st.sampled_from(["report", "opinion"]),
    urgency=st.integers(1, 9),
    published_at=MOMENT,
    is_published_at_approximate=st.booleans(),
    updated_at=MOMENT,
    embargoed_until=MOMENT,
    old_addresses=st.lists(st.just("/2022/02/lama.html"), max_size=1),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(STORIES)
def test_what_is_written_is_read_again(copy):
    again, notes = read(write(copy))
    assert again == copy
    assert notes == []


def test_every_story_of_the_demo_edition_is_read_whole_and_written_back():
    stories = sorted(DEMO.glob("stories/**/*.md"))
    assert stories
    for path in stories:
        copy, notes = read_text(path.read_text(), PictureFolders.around(path))
        assert notes == [], path
        assert read_text(write(copy), PictureFolders.around(path)) == (copy, [])


def test_the_documented_head_and_blocks_are_read_as_documented():
    text = DOCUMENTED.read_text()
    head = text.split("```toml\n", 1)[1].split("```", 1)[0]
    body = text.split("````markdown\n", 1)[1].split("````", 1)[0]
    copy, notes = read(head + "\n" + body)
    assert notes == []
    assert copy.published_at == datetime(2022, 2, 28, 15, 40, tzinfo=UTC)
    assert copy.lead_photo.usage_terms == "CC BY-SA 4.0"
    assert [block.kind for block in copy.body] == ["quote", "photo", "gallery", "factbox", "table", "embed", "related"]


HEAD = '+++\nheadline = "Judul"\n+++\n'


def test_markdown_becomes_blocks_in_order():
    copy, notes = read(
        HEAD
        + """
Satu *miring* **tebal** [tautan](https://contoh.id).

Dua.

## Bagian

- a
- b

1. satu
"""
    )
    assert copy.body == [
        BlockCopy("text", '<p>Satu <i>miring</i> <b>tebal</b> <a href="https://contoh.id">tautan</a>.</p><p>Dua.</p>'),
        BlockCopy("heading", {"text": "Bagian", "level": 2}),
        BlockCopy("list", {"is_numbered": False, "items": ["<p>a</p>", "<p>b</p>"]}),
        BlockCopy("list", {"is_numbered": True, "items": ["<p>satu</p>"]}),
    ]
    assert notes == []


@pytest.mark.parametrize(
    ("body", "line", "kept"),
    [
        ("```peta\nx = 1\n```", 5, "x = 1"),
        ("<div onclick=x>Halo</div>", 5, "Halo"),
        ("> Kata orang", 5, "Kata orang"),
        ("Teks <script>alert(1)</script>", 5, "alert(1)"),
        ("![Kapal](a.jpg)", 5, "Kapal"),
        ("# Besar", 5, "Besar"),
        ("- a\n  - b", 5, "b"),
        ("Satu.\n\n---\n\nDua.", 7, "Dua"),
        ("```embed\nurl = 'https://a.id'\nwarna = 'x'\n```", 5, 'warna = "x"'),
    ],
)
def test_what_cannot_be_placed_is_told_with_its_line_and_kept_as_text(body, line, kept):
    copy, notes = read(f"{HEAD}\n{body}\n")
    assert notes
    assert all(note.startswith(f"baris {line}: ") for note in notes)
    assert kept in html.unescape(str(copy.body))
    assert "<script" not in str(copy.body)
    assert "<div" not in str(copy.body)


def test_an_unknown_field_is_kept_in_the_note_to_the_desk():
    copy, notes = read('+++\nheadline = "Judul"\nwarna = "merah"\ned_note = "Awas."\n+++\n')
    assert copy.ed_note == 'Awas.\nwarna = "merah"'
    assert [note.split(":")[0] for note in notes] == ["baris 3"]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("headline = 5", "“headline” harus berupa teks"),
        ("dek = 'x'", "“headline” tidak ada"),
        ('headline = "  "', "“headline” tidak ada"),
        ("headline = 'x'\nurgency = 99999999999999999999999", "“urgency” harus berupa bilangan bulat dari 1 sampai 9"),
        ("headline = 'x'\nurgency = true", "“urgency” harus berupa bilangan bulat dari 1 sampai 9"),
        ("headline = 'x'\npublished_at = 2022-02-28T22:40:00", "“published_at” harus berupa waktu dengan selisih zona"),
        ("headline = 'x'\npublished_at = 2022-02-28", "“published_at” harus berupa tanggal, jam, dan selisih zona"),
        ("headline = 'x'\npublished_at = 20222-02-28T22:40:00Z", "bukan TOML yang sah"),
        ("headline = 'x'\ncontributors = 'Sisi'", "“contributors” harus berupa daftar tabel"),
        ("headline = 'x'\ncontributors = ['Sisi']", "“contributors” harus berupa tabel"),
        ("headline = 'x'\n[lead_photo]\nfile = 5", "“lead_photo.file” harus berupa teks"),
        ("headline = 'x'\ntopics = [{kind = 'place'}]", "“topics.name” tidak ada"),
        ("headline = ", "bukan TOML yang sah"),
        (f"headline = 'x'\nurgency = {'9' * 5000}", "TOML yang tidak masuk akal"),
        (f"headline = 'x'\na = {'[' * 5000}", "TOML"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_field(head, told):
    with pytest.raises(Unreadable) as refusal:
        read(f"+++\n{head}\n+++\n")
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_pictures_are_taken_from_the_edition_or_beside_the_story_and_from_nowhere_else(tmp_path):
    edition = tmp_path / "edisi"
    (edition / "stories").mkdir(parents=True)
    (edition / "photos").mkdir()
    (edition / "edition.toml").write_text("")
    for path in (edition / "photos/a.jpg", edition / "stories/b.jpg", tmp_path / "rahasia.jpg"):
        path.write_bytes(b"x")
    (edition / "photos/link.jpg").symlink_to(tmp_path / "rahasia.jpg")
    folders = PictureFolders.around(edition / "stories/cerita.md")
    assert folders.path_of("photos/a.jpg") == edition / "photos/a.jpg"
    assert folders.path_of("b.jpg") == edition / "stories/b.jpg"
    outside = [
        "../rahasia.jpg",
        "../../rahasia.jpg",
        str(tmp_path / "rahasia.jpg"),
        "photos/link.jpg",
        "a\x00b",
        "x" * 5000,
        "/etc/passwd",
    ]
    assert [folders.path_of(name) for name in outside] == [None] * len(outside)


def test_an_edition_tells_what_its_stories_share():
    edition = edition_of(
        '[site]\nname = "Harian"\n[[sections]]\nname = "Dunia"\ndescription = "x"\n'
        '[[topics]]\nname = "Kyiv"\nkind = "place"\nspellings = ["Kiev"]\n'
    )
    assert (edition.name, edition.sections[0].description) == ("Harian", "x")
    assert edition.topics == [TopicCopy("Kyiv", "place", "", ("Kiev",))]
    with pytest.raises(Unreadable):
        edition_of('[[sections]]\nname = "Dunia"\nwarna = "merah"\n')


@pytest.mark.parametrize(
    ("head", "name", "certainty"),
    [
        (b"+++\nheadline", "a.md", Certainty.SURE),
        (b"\xef\xbb\xbf+++\r\n", "a.txt", Certainty.SURE),
        (b"# x", "edition.toml", Certainty.SURE),
        (b"# x\n[[topics]]\n", "topics.toml", Certainty.SURE),
        (b"[tool.ruff]\n", "pyproject.toml", Certainty.NO),
        (b"# Judul", "a.md", Certainty.NO),
    ],
)
def test_a_manuscript_is_known_by_its_head(head, name, certainty):
    assert recognizes(head, name) == certainty


def test_copies_differ_where_their_pictures_rights_do():
    copy = StoryCopy("x", lead_photo=PhotoCopy("a.jpg", credit="A"))
    other = replace(copy, lead_photo=PhotoCopy("a.jpg", credit="B"))
    assert read(write(copy))[0] != read(write(other))[0]
