import time

import pytest

from redaksi.stories.copy import BlockCopy, PhotoCopy
from redaksi.wire.formats.wordpress.content import content_of
from redaksi.wire.formats.wordpress.index import Index

KAPAL = PhotoCopy("https://lama.id/uploads/kapal.jpg", "Antara", "Kapal", "Sebuah kapal")
LAUT = PhotoCopy("https://lama.id/uploads/laut.jpg", caption="Laut")


@pytest.fixture
def index():
    with Index() as index:
        index.add_photo("1", "7", KAPAL)
        index.add_photo("2", "7", LAUT)
        index.add_photo("3", "7", PhotoCopy("https://lama.id/uploads/laporan.pdf"))
        index.add_block("50", '<!-- wp:paragraph --><p>Ikuti kami.</p><!-- /wp:paragraph --><!-- wp:block {"ref":50} /-->')
        yield index.seal()


def blocks(html, index):
    return content_of(html, "7", "https://lama.id/kapal/", index).blocks


def text(*paragraphs):
    return BlockCopy("text", "".join(f"<p>{each}</p>" for each in paragraphs))


def embed(url, caption=""):
    return BlockCopy("embed", {"url": url, "caption": caption})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Satu\ndua.\r\n\r\nTiga <b>empat\n\nlima</b>.", [text("Satu<br>dua.", "Tiga <b>empat</b>", "<b>lima</b>.")]),
        (
            "Satu\n<ul>\n<li>a</li>\n\n<li>b</li>\n</ul>\nDua",
            [text("Satu"), BlockCopy("list", {"is_numbered": False, "items": ["<p>a</p>", "<p>b</p>"]}), text("Dua")],
        ),
        ("<pre>a\n\n b</pre>", [text("a", "b")]),
        (
            "[caption id='x' width='3']<a href='x'><img src='/uploads/kapal-150x150.jpg'></a> Di <b>dermaga</b>[/caption]Ya",
            [BlockCopy("photo", PhotoCopy(KAPAL.file, "Antara", "Di dermaga", KAPAL.alt)), text("Ya")],
        ),
        (
            '[caption caption="Di sana"]<img src="/x.jpg">[/caption]',
            [BlockCopy("photo", PhotoCopy("https://lama.id/x.jpg", caption="Di sana"))],
        ),
        ('[gallery ids="2,1"]', [BlockCopy("gallery", {"title": "", "photos": [LAUT, KAPAL]})]),
        ("[gallery]", [BlockCopy("gallery", {"title": "", "photos": [KAPAL, LAUT]})]),
        ("Lihat\n\n[embed]https://contoh.id/v?a=1&amp;b=2[/embed]", [text("Lihat"), embed("https://contoh.id/v?a=1&b=2")]),
        ('[video mp4="https://lama.id/a.mp4" width="3"][/video]', [embed("https://lama.id/a.mp4")]),
        ("[youtube https://youtu.be/abcdefghijk]", [embed("https://youtu.be/abcdefghijk")]),
        ("Satu\n\nhttps://youtu.be/abcdefghijk\n\nDua", [text("Satu"), embed("https://youtu.be/abcdefghijk"), text("Dua")]),
        ("[[gallery]] [sic] [1]", [text("[gallery] [sic] [1]")]),
        ("Satu<!--more Baca-->Dua<!--nextpage-->Tiga", [text("Satu", "Dua", "Tiga")]),
    ],
)
def test_text_of_the_classic_editor(typed, expected, index):
    assert blocks(typed, index) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("<!-- wp:paragraph -->\n<p>Satu</p>\n<!-- /wp:paragraph -->\n\nDua\n\nTiga", [text("Satu", "Dua", "Tiga")]),
        ('<!-- wp:block {"ref":50} /-->', [text("Ikuti kami.")]),
        (
            '<!-- wp:embed {"url":"https://x.id/1"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
            "https://x.id/1\n</div><figcaption>Di sana</figcaption></figure><!-- /wp:embed -->",
            [embed("https://x.id/1", "Di sana")],
        ),
        ('<!-- wp:core-embed/twitter {"url":"https://x.com/a/status/1"} /-->', [embed("https://x.com/a/status/1")]),
        (
            '<!-- wp:quote --><blockquote class="wp-block-quote"><!-- wp:paragraph --><p>Benar.</p><!-- /wp:paragraph -->'
            "<cite>Rina, warga</cite></blockquote><!-- /wp:quote -->",
            [BlockCopy("quote", {"text": "Benar.", "speaker": "Rina", "speaker_role": "warga"})],
        ),
        (
            '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Benar.</p><cite>Rina</cite></blockquote>'
            "</figure><!-- /wp:pullquote -->",
            [BlockCopy("quote", {"text": "Benar.", "speaker": "Rina", "speaker_role": ""})],
        ),
        (
            '<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column --><div><p>A</p></div><!-- /wp:column -->'
            '<!-- wp:column --><div><!-- wp:buttons --><div><!-- wp:button --><div><a href="/b">B</a></div>'
            "<!-- /wp:button --></div><!-- /wp:buttons --></div><!-- /wp:column --></div><!-- /wp:columns -->",
            [text("A", '<a href="https://lama.id/b">B</a>')],
        ),
        (
            "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more --><!-- wp:nextpage --><!--nextpage--><!-- /wp:nextpage --><p>A</p>",
            [text("A")],
        ),
        (
            "<!-- wp:shortcode -->[gallery ids='1,2']<!-- /wp:shortcode -->",
            [BlockCopy("gallery", {"title": "", "photos": [KAPAL, LAUT]})],
        ),
        ("<!-- wp:freeform -->\nSatu\n\nDua\n<!-- /wp:freeform -->", [text("Satu", "Dua")]),
    ],
)
def test_text_of_the_block_editor(typed, expected, index):
    assert blocks(typed, index) == expected


def test_shortcodes_of_plugins_stay_as_text_and_are_told(index):
    content = content_of('[vc_row width="1"]Halo[/vc_row] [rahasia]x[/rahasia] [catatan]', "7", "", index)
    assert content.blocks == [text('[vc_row width="1"]Halo[/vc_row] [rahasia]x[/rahasia] [catatan]')]
    assert [note.rpartition(" ")[2] for note in content.unplaced] == ["[vc_row]", "[rahasia]"]


def test_blocks_without_words_are_told(index):
    content = content_of('<!-- wp:latest-posts {"a":1} /--><!-- wp:block {"ref":99} /--><p>A</p>', "7", "", index)
    assert len(content.left_out) == len(content.unplaced) == 1
    assert content.blocks == [text("A")]


def test_what_stands_before_more_is_the_teaser_where_it_is_short(index):
    assert content_of("<b>Satu</b> dua.<!--more-->Tiga", "7", "", index).before_more == "Satu dua."
    assert content_of("Satu. " * 100 + "<!--more-->Tiga", "7", "", index).before_more == ""


HOSTILE = [
    "[" * 100_000,
    "[caption]" * 20_000,
    "[/caption]" * 20_000 + "[caption]",
    "<!-- wp:" * 50_000,
    "<!--more " * 50_000,
    "<!-- wp:x {" * 20_000 + "-->",
    "\n" * 200_000,
    "<" * 100_000,
    '[a b="' * 30_000,
    "<!-- wp:quote -->" * 20_000,
    '<!-- wp:block {"ref":50} /-->' * 2_000,
    "<!-- wp:x " + '{"a":' * 5_000 + " /-->",
    "[caption][/caption]" * 10_000,
    "[gallery]" * 2_000,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_brings_the_reader_down(typed, index):
    started = time.monotonic()
    content_of(typed, "7", "", index)
    assert time.monotonic() - started < 5
