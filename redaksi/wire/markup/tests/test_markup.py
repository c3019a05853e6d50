import re
import time
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.stories import clean
from redaksi.stories.copy import BlockCopy, PhotoCopy
from redaksi.wire.markup import blocks_of, html_of
from redaksi.wire.markup.tables import options

BASE = "https://lama.id/2020/berita/"
# Words no part of which can be mistaken for a mark that the reader takes out, or puts in.
WORD = st.text(st.sampled_from("abcdeéü&<>\"'/.;#😀“"), min_size=1, max_size=6).map(lambda text: f"k{text}k")
LINE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
ESCAPED = LINE.map(lambda text: escape(text, quote=False))

INLINE = st.sampled_from(["b", "strong", "i", "em", "span", "u", "font", "sup", "a", "code", "x-unknown", "time"])
_TAGS = """
p div section blockquote ul ol li h2 h3 h5 table tr td th figure figcaption pre dl dt dd center aside article header footer
cite tbody details button
"""
PARTING = st.sampled_from(_TAGS.split())
CLASSES = st.sampled_from(["", ' class="gallery"', ' class="wp-caption"', ' class="wp-block-embed"', ' class="factbox"'])


def _marked(inner):
    inside = st.lists(inner, max_size=4).map(" ".join)
    return st.one_of(
        st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", INLINE, inside),
        st.builds(lambda tag, given, text: f"<{tag}{given}>{text}</{tag}>", PARTING, CLASSES, inside),
        st.builds(lambda tag, text: f"<{tag}>{text}", PARTING, inside),
        st.just('<img src="/a.jpg"><br>'),
        st.just("<hr><br><br>"),
    )


TREE = st.recursive(ESCAPED, _marked, max_leaves=25)


def words_in(blocks):
    """Every word of these blocks, whichever field it stands in."""
    return " ".join(_texts([block.value for block in blocks])).split()


def _texts(value):
    if isinstance(value, str):
        yield clean.plain(re.sub(r"</?(?:p|br|li|ul|ol|h3)>", " ", value)) if "<p>" in value else value
    elif isinstance(value, PhotoCopy):
        yield from (value.caption, value.credit)
    elif isinstance(value, dict):
        yield from (text for key, each in value.items() if key != "table_header_choice" for text in _texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _texts(each))


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREE)
def test_every_word_that_goes_in_comes_out(html):
    given_words = clean.plain(re.sub(r"<[^<>]*>", " ", html)).replace(",", " ").split()
    found = [word.strip() for word in words_in(blocks_of(html, BASE).blocks)]
    numbers = re.compile(r"\d+\.$")
    assert sorted(w for w in found if not numbers.match(w)) == sorted(given_words)


PARAGRAPHS = st.lists(
    st.one_of(
        ESCAPED,
        ESCAPED.map(lambda text: f"{text} <b>{text}</b>"),
        ESCAPED.map(lambda text: f"<i>{text}</i>. <strong>{text}</strong><br>{text}"),
        ESCAPED.map(lambda text: f'<a href="https://contoh.id/a?b=1&amp;c=%20">{text}</a> H<sub>2</sub>O'),
    ),
    min_size=1,
    max_size=3,
).map(lambda texts: "".join(f"<p>{text}</p>" for text in texts))
CELLS = st.lists(st.lists(LINE | st.just(""), min_size=2, max_size=2), min_size=2, max_size=4)
PHOTO = st.builds(
    PhotoCopy, st.sampled_from(["https://lama.id/a.jpg", "https://lama.id/b.jpg?x=1&y"]), credit=st.just("") | LINE, alt=LINE
)
BLOCK = st.one_of(
    PARAGRAPHS.map(lambda text: BlockCopy("text", text)),
    st.builds(lambda text, level: BlockCopy("heading", {"text": text, "level": level}), LINE, st.sampled_from([2, 3])),
    st.builds(
        lambda is_numbered, items: BlockCopy("list", {"is_numbered": is_numbered, "items": items}),
        st.booleans(),
        st.lists(PARAGRAPHS, min_size=1, max_size=3),
    ),
    st.builds(
        lambda lines, speaker, role, more: BlockCopy(
            "quote", {"text": "\n\n".join(lines), "speaker": speaker, "speaker_role": role, **more}
        ),
        st.lists(LINE, min_size=1, max_size=3),
        LINE | st.just(""),
        LINE | st.just(""),
        st.dictionaries(st.sampled_from(["attribution", "person", "source"]), LINE),
    ),
    st.builds(
        lambda rows, caption, head, first: BlockCopy(
            "table", {"caption": caption, "table": {"data": rows, **options(head, first)}}
        ),
        CELLS,
        LINE | st.just(""),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(
        lambda photo, caption: BlockCopy("photo", PhotoCopy(photo.file, photo.credit, caption, photo.alt)),
        PHOTO,
        LINE | st.just(""),
    ),
    st.builds(
        lambda url, caption: BlockCopy("embed", {"url": url, "caption": caption}),
        st.sampled_from(["https://contoh.id/v", "https://youtu.be/a?t=1&x=2"]),
        LINE | st.just(""),
    ),
    st.builds(
        lambda title, text: BlockCopy("factbox", {"title": title, "text": f"{text}<h3>{title}</h3><ol><li>{title}</li></ol>"}),
        LINE.map(lambda text: text.translate(dict.fromkeys(map(ord, "&<>")))),
        PARAGRAPHS,
    ),
)
BODY = st.lists(BLOCK, max_size=6).map(
    lambda blocks: [b for i, b in enumerate(blocks) if not i or b.kind != "text" or blocks[i - 1].kind != "text"]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BODY)
def test_what_is_written_is_read_again(blocks):
    assert blocks_of(html_of(blocks)).blocks == blocks


def test_a_gallery_is_written_and_read_again():
    photos = [PhotoCopy("https://lama.id/1.jpg", "Antara", "Satu", "a"), PhotoCopy("https://lama.id/2.jpg", caption="Dua")]
    blocks = [BlockCopy("gallery", {"title": "Dua hari", "photos": photos})]
    assert blocks_of(html_of(blocks)).blocks == blocks


def text(*paragraphs):
    return BlockCopy("text", "".join(f"<p>{each}</p>" for each in paragraphs))


def photo(file="https://lama.id/2020/berita/a.jpg", **words):
    return BlockCopy("photo", PhotoCopy(file, **words))


def embed(url, caption=""):
    return BlockCopy("embed", {"url": url, "caption": caption})


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("Satu<br><br>Dua<br>tiga", [text("Satu", "Dua<br>tiga")]),
        ("<p>a <b>b<br><br>c</b> d<p>e", [text("a <b>b</b>", "<b>c</b> d", "e")]),
        ("<p>&nbsp;</p><p>x</p>", [text("x")]),
        (
            '<b style="font-weight:normal">a <span style="font-weight:700">b</span> <span style="font-style:italic">c</span>',
            [text("a <b>b</b> <i>c</i>")],
        ),
        ('<p onclick="x" style="y">a <u>b</u> <a href="../c">c</a></p>', [text('a b <a href="https://lama.id/2020/c">c</a>')]),
        ('<a href="javascript:alert(1)">a</a> <a href=" java\nscript:x">b</a> <a href="#c">c</a>', [text("a b c")]),
        ('<a href="http://[rusak">a</a>', [text("a")]),
        ("<h1>A</h1><h4>B</h4>", [BlockCopy("heading", {"text": t, "level": n}) for t, n in (("A", 2), ("B", 3))]),
        (
            "<ul><li>a<ol><li>b</li></ol></li></ul>",
            [BlockCopy("list", {"is_numbered": False, "items": ["<p>a</p>", "<p>b</p>"]})],
        ),
        (
            "<ol><li><h3>A</h3><p>x</p></li><li>B</li></ol>",
            [BlockCopy("heading", {"text": "1. A", "level": 3}), text("x", "2. B")],
        ),
        ('<p>Kata <img src="a.jpg" alt="k"> orang.</p>', [text("Kata orang."), photo(alt="k")]),
        ('<p><a href="b.jpg"><img src="data:image/gif;base64,x" data-src="a.jpg"></a></p>', [photo()]),
        ('<img src="x.gif" data-src="a.jpg"><noscript><img src="a.jpg"></noscript>', [photo()]),
        ('<img src="x.gif" width="1" height="1"><img class="emoji" alt="😀">', [text("😀")]),
        ('<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">K</p></div>', [photo(caption="K")]),
        ("<pre>a\nb\n\nc</pre>", [text("a<br>b", "c")]),
        ('<iframe src="//www.youtube.com/embed/abcdefg?rel=0"></iframe>', [embed("https://www.youtube.com/watch?v=abcdefg")]),
        ("<p>https://youtu.be/abc</p><p>https://contoh.id/x</p>", [embed("https://youtu.be/abc"), text("https://contoh.id/x")]),
        ('<figure class="wp-block-embed"><div>\nhttps://contoh.id/x\n</div></figure>', [embed("https://contoh.id/x")]),
        ('<video controls><source src="a.mp4"></video>', [embed("https://lama.id/2020/berita/a.mp4")]),
        (
            '<blockquote class="twitter-tweet"><p>halo</p>&mdash; <a href="https://twitter.com/a/status/1">1</a></blockquote>',
            [embed("https://twitter.com/a/status/1", "halo — 1")],
        ),
        ("<p><q>a</q></p><hr>", [text("“a”")]),
        ("", []),
        ("<!-- x -->", []),
        ("a < b &foo; \x00c", [text("a &lt; b &amp;foo; c")]),
    ],
)
def test_markup_becomes_blocks(html, blocks):
    assert blocks_of(html, BASE).blocks == blocks


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><p>Benar.</p><p>— Rina, warga Duren Sawit</p></blockquote>",
        "<blockquote><p>Benar.</p><cite>Rina, warga Duren Sawit</cite></blockquote>",
        "<blockquote>Benar.<footer>– Rina, warga Duren Sawit</footer></blockquote>",
        "<figure><blockquote><p>Benar.</p></blockquote><figcaption>Rina, warga Duren Sawit</figcaption></figure>",
    ],
)
def test_a_quotation_names_its_speaker(html):
    quote = {"text": "Benar.", "speaker": "Rina", "speaker_role": "warga Duren Sawit"}
    assert blocks_of(html).blocks == [BlockCopy("quote", quote)]


def test_cells_keep_their_columns_where_others_span_rows():
    html = "<table><tr><th>a<th>b<tr><td rowspan=2>1<td>2<tr><td>3<tr><td colspan=2>4</table>"
    (block,) = blocks_of(html).blocks
    assert block.value["table"]["data"] == [["a", "b"], ["1", "2"], ["", "3"], ["4", ""]]
    assert block.value["table"]["table_header_choice"] == "row"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<script>alert(1)</script>x", "<script>"),
        ("x<form><input></form>", "<form>"),
        ("x<object></object>", "<object>"),
        ("<blockquote>x</blockquote>", ""),
        ("x<del>y</del>", ""),
        ('<a href="https://iklan.id/1"><img src="https://lama.id/a.jpg"></a>', "https://iklan.id/1"),
        ('<table><tr><td>a<td><a href="https://x.id">x</a></table>', "https://x.id"),
    ],
)
def test_what_finds_no_place_is_told(html, told):
    marked = blocks_of(html)
    assert len(marked.unplaced) == 1
    assert told in marked.unplaced[0]
    assert "alert" not in str(marked.blocks)


HOSTILE = [
    "<div>" * 10_000 + "kata" + "</div>" * 10_000,
    "<ul><li>" * 100 + "kata",
    "<blockquote>" * 200 + "kata",
    "<table><tr><td>" * 70 + "kata",
    "<b>" * 20_000 + "kata",
    '<figure class="gallery">' * 200 + "<img src=a.jpg>kata",
    "<p>" + "<" * 100_000 + " kata",
    "<p>" + "&" * 100_000 + "kata",
    "<td colspan=99999999999>kata",
    "<a href='x'>" * 20_000 + "kata",
    "kata" + "<br>" * 100_000,
    "kata" + " " * 1_000_000 + "<b> </b>" * 10_000,
    "<p>kata</p>" * 30_000,
    "<p>" + "kata" * 3_000_000,
]


@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
def test_no_markup_brings_the_reader_down(html):
    started = time.monotonic()
    assert "kata" in str(blocks_of(html).blocks)
    assert time.monotonic() - started < 8
