"""Paragraphs as plain text and back: what nobody touched keeps its marks, a changed word keeps its place's."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk.plain_text import plain, rewritten

SECONDS = 20  # of a machine that others use too
LINK = '<a href="https://bmkg.go.id/">BMKG</a>'
TWO = f'<p data-block-key="a1">Api <b>membakar</b> gudang.</p><p data-block-key="b2">Kata {LINK}, hujan turun.</p>'


def bare(html: str) -> str:
    return re.sub(r' data-block-key="[^"]*"', "", html)


def test_paragraphs_stand_an_empty_line_apart():
    assert plain(TWO) == "Api membakar gudang.\n\nKata BMKG, hujan turun."


def test_an_untouched_text_is_the_same_to_the_byte():
    assert rewritten(TWO, plain(TWO)) == TWO
    assert rewritten(TWO, plain(TWO).replace("\n", "\r\n")) == TWO


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "Api membakar lima gudang.\n\nKata BMKG, hujan turun.",
            '<p>Api <b>membakar</b> lima gudang.</p><p>Kata <a href="https://bmkg.go.id/">BMKG</a>, hujan turun.</p>',
        ),
        (
            "Api menghanguskan gudang.\n\nKata BMKG, hujan turun.",
            '<p>Api <b>menghanguskan</b> gudang.</p><p>Kata <a href="https://bmkg.go.id/">BMKG</a>, hujan turun.</p>',
        ),
        ("Kata BMKG, hujan turun.", '<p>Kata <a href="https://bmkg.go.id/">BMKG</a>, hujan turun.</p>'),
        (
            "Api membakar gudang.\nBaru.\n\nKata BMKG, hujan turun.",
            '<p>Api <b>membakar</b> gudang.</p><p>Baru.</p><p>Kata <a href="https://bmkg.go.id/">BMKG</a>, hujan turun.</p>',
        ),
        ("", ""),
        (" \n\n ", ""),
    ],
)
def test_what_is_changed_changes_and_the_rest_keeps_its_marks(text, html):
    assert bare(rewritten(TWO, text)) == html


def test_lists_subheads_and_lines_within_a_paragraph_stay():
    html = "<h3>Korban</h3><ul><li>Satu</li><li>Dua</li></ul><p>Puisi<br/>dua baris</p>"
    changed = rewritten(html, plain(html).replace("Dua", "Tiga"))
    assert bare(changed) == "<h3>Korban</h3><ul><li>Satu</li><li>Tiga</li></ul><p>Puisi<br/>dua baris</p>"


def test_markup_that_somebody_types_is_text():
    assert (
        bare(rewritten("", "<script>alert(1)</script> & 5 < 6"))
        == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; 5 &lt; 6</p>"
    )


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n🌊ا"), max_size=200))
def test_what_is_typed_is_what_is_read_again(text):
    lines = [" ".join(line.split(" ")).strip() for line in text.splitlines()]
    html = rewritten(TWO, text)
    assert (
        [part.strip() for part in plain(html).split("\n\n") if part.strip()] == [line for line in lines if line]
        if html
        else not any(lines)
    )


def test_marks_behind_emoji_stay_on_their_words():
    family = "👨‍👩‍👧 🌊"
    changed = rewritten(f"<p>{family} kata <b>tebal</b> ini</p>", f"{family} dua kata tebal ini")
    assert bare(changed) == f"<p>{family} dua kata <b>tebal</b> ini</p>"


def test_a_paragraph_without_end_is_rewritten_in_no_time_without_end_and_keeps_its_marks():
    words = "".join(f"Kata {number} ini. " for number in range(13_000))
    began = time.monotonic()
    html = rewritten(f"<p>{words}<b>tebal</b> {words}{LINK}.</p>", f"Mula. {words}tebal sekali {words}BMKG.")
    assert bare(html) == f"<p>Mula. {words}<b>tebal</b> sekali {words}{LINK}.</p>"
    assert time.monotonic() - began < SECONDS
